namespace HostApp;

/// <summary>What the visit came to; the program's exit code tells it.</summary>
internal sealed class Visit
{
    public bool Succeeded { get; set; }
}
