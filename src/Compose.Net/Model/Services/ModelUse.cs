namespace Compose.Net.Model;

/// <summary>How a service gets to know a model.</summary>
public sealed record ModelUse
{
    /// <summary>The variable for the address of the model. Null follows from the model's key.</summary>
    public string? EndpointVariable { get; init; }

    /// <summary>The variable for the name of the model. Null follows from the model's key.</summary>
    public string? ModelVariable { get; init; }

    /// <summary>Whether the file has a mapping here, be it empty; kept so that a printed project reads as the file did.</summary>
    internal bool SettingsAreWritten { get; init; }
}
