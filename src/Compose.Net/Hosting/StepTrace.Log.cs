using Microsoft.Extensions.Logging;

namespace Compose.Net.Hosting;

internal sealed partial class StepTrace
{
    [LoggerMessage(EventId = 101, EventName = "StepStarted", Level = LogLevel.Debug, Message = "Project {Project}, step {Step}: {Operation} {Subject} ({Service}) began.")]
    private partial void LogStarted(string project, int step, string operation, string subject, string service);

    [LoggerMessage(EventId = 102, EventName = "StepSucceeded", Level = LogLevel.Debug, Message = "Project {Project}, step {Step}: {Operation} {Subject} ({Service}) is done after {Elapsed}.")]
    private partial void LogSucceeded(string project, int step, string operation, string subject, string service, TimeSpan elapsed);

    // The level differs: a step that must not fail is in the exception that ends the start, one that may fail is told of nowhere else.
    [LoggerMessage(EventId = 103, EventName = "StepFailed", Message = "Project {Project}, step {Step}: {Operation} {Subject} ({Service}) failed after {Elapsed}.")]
    private partial void LogFailed(LogLevel level, Exception exception, string project, int step, string operation, string subject, string service, TimeSpan elapsed);

    [LoggerMessage(EventId = 104, EventName = "Awaited", Level = LogLevel.Information, Message = "Project {Project} is being changed by process {ProcessId}, whose end is waited for.")]
    private partial void LogAwaited(string project, int? processId);
}
