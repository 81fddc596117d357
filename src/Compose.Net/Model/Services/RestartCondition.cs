namespace Compose.Net.Model;

/// <summary>The occasion on which the engine starts a container again.</summary>
public enum RestartCondition
{
    /// <summary>Never.</summary>
    No,

    /// <summary>Whenever it ended, and when the engine starts.</summary>
    Always,

    /// <summary>As <see cref="Always"/>, but not after somebody stopped it.</summary>
    UnlessStopped,

    /// <summary>When it ended with an exit code other than 0.</summary>
    OnFailure,
}
