using Compose.Net.Execution;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Progress;

/// <summary>Shows a project being changed.</summary>
internal interface IProgressView
{
    /// <summary>Runs the work, shows its events, and returns or throws as the work does.</summary>
    Task<Plan> ShowAsync(Func<IProgress<ComposeEvent>, Task<Plan>> work);

    /// <summary>Says what it came to.</summary>
    void Conclude(string message);

    /// <summary>Says something while the work goes on, without disturbing what is shown of it. Thread-safe.</summary>
    void Tell(string message);
}
