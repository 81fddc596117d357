using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>An AI model that services use. It is kept and printed; models cannot be run here.</summary>
public sealed record ModelDefinition
{
    /// <summary>The key in the file, by which services refer to it.</summary>
    public required string Key { get; init; }

    /// <summary>A name of its own.</summary>
    public string? Name { get; init; }

    /// <summary>The reference of the model, for example <c>ai/smollm2</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The size of the context in tokens. Null leaves the model's.</summary>
    public int? ContextSize { get; init; }

    /// <summary>Options of the program that runs the model.</summary>
    public ImmutableArray<string> RuntimeFlags { get; init => field = Ordinal.List(value); } = [];
}
