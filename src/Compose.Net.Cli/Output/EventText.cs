using System.Globalization;
using Compose.Net.Execution;

namespace Compose.Net.Cli.Output;

/// <summary>Events as lines, in the two shapes of the docker command.</summary>
internal static class EventText
{
    public static string Line(ContainerEvent happened)
    {
        string attributes = string.Join(", ", happened.Attributes.Select(attribute => $"{attribute.Key}={attribute.Value}"));
        return string.Create(CultureInfo.InvariantCulture, $"{happened.Time.ToLocalTime():yyyy-MM-dd HH:mm:ss.ffffff} container {happened.Action} {happened.ContainerId} ({attributes})");
    }

    public static string Json(ContainerEvent happened) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("action", happened.Action);
        json.WriteStartObject("attributes");
        foreach ((string name, string value) in happened.Attributes)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteString("id", happened.ContainerId);
        json.WriteString("service", happened.Service);
        json.WriteString("time", EngineMoments.Exact(happened.UnixTimeNanoseconds));
        json.WriteString("type", "container");
        json.WriteEndObject();
    });
}
