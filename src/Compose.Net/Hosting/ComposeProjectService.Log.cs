using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Compose.Net.Hosting;

internal sealed partial class ComposeProjectService
{
    private void LogFindings(ImmutableArray<Diagnostic> findings)
    {
        foreach (Diagnostic finding in findings)
        {
            LogFinding(finding);
        }
    }

    [LoggerMessage(EventId = 1, EventName = "GoingUp", Level = LogLevel.Information, Message = "Project {Project} is coming up on the engine at {Endpoint}.")]
    private partial void LogGoingUp(string project, string endpoint);

    [LoggerMessage(EventId = 2, EventName = "Up", Level = LogLevel.Information, Message = "Project {Project} is up: {Steps} steps in {Elapsed}.")]
    private partial void LogUp(string project, int steps, TimeSpan elapsed);

    [LoggerMessage(EventId = 3, EventName = "GoingDown", Level = LogLevel.Information, Message = "Project {Project} is going down.")]
    private partial void LogGoingDown(string project);

    [LoggerMessage(EventId = 4, EventName = "Down", Level = LogLevel.Information, Message = "Project {Project} is down: {Steps} steps in {Elapsed}.")]
    private partial void LogDown(string project, int steps, TimeSpan elapsed);

    [LoggerMessage(EventId = 5, EventName = "StaysUp", Level = LogLevel.Information, Message = "Project {Project} stays up, because DownAtShutdown is false.")]
    private partial void LogStaysUp(string project);

    [LoggerMessage(EventId = 6, EventName = "LeftOver", Level = LogLevel.Error, Message = "Project {Project} could not be taken down and may have left containers. The next start finds them; docker compose down removes them.")]
    private partial void LogLeftOver(Exception exception, string? project);

    [LoggerMessage(EventId = 7, EventName = "Finding", Level = LogLevel.Warning, Message = "{Finding}")]
    private partial void LogFinding(Diagnostic finding);
}
