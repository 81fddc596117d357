namespace Compose.Net.Planning;

/// <summary>The occasion on which the images of services with a <c>build</c> are built.</summary>
public enum BuildCondition
{
    /// <summary>The engine does not have the image, or the service's pull policy is <c>build</c>.</summary>
    Missing,

    /// <summary>Each time.</summary>
    Always,

    /// <summary>On none: the engine must have the image, or be able to fetch it.</summary>
    Never,
}
