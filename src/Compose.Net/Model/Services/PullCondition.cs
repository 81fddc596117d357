namespace Compose.Net.Model;

/// <summary>The occasion on which an image is fetched from its registry.</summary>
public enum PullCondition
{
    /// <summary>The engine does not have the image.</summary>
    Missing,

    /// <summary>Each time the project is brought up.</summary>
    Always,

    /// <summary>On none: the engine must have the image.</summary>
    Never,

    /// <summary>On none: the image is built.</summary>
    Build,

    /// <summary>The engine does not have the image, or has had it for longer than an interval.</summary>
    Refresh,
}
