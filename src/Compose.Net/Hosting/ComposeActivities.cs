using System.Diagnostics;

namespace Compose.Net.Hosting;

/// <summary>The activities that a host traces: one for each up and down, and one child for each step.</summary>
internal static class ComposeActivities
{
    public const string ProjectTag = "compose.project";
    public const string StepTag = "compose.step";
    public const string OperationTag = "compose.operation";
    public const string ServiceTag = "compose.service";

    public static readonly ActivitySource Source = new("Compose.Net");

    /// <summary>Marks an activity as failed. Only the first line of the message is kept: the others can hold what containers logged.</summary>
    public static void SetFailure(this Activity activity, Exception exception)
    {
        activity.SetTag("error.type", exception.GetType().FullName);
        activity.SetStatus(ActivityStatusCode.Error, exception.Message.Split('\n', 2)[0]);
    }
}
