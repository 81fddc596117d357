using System.Text.Json;
using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Prints a plan for programs. Environment values and labels are left out.</summary>
internal static class PlanJson
{
    public static string Write(Plan plan) => IndentedJson.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("project", plan.Project);
        json.WriteList("steps", plan.Steps, step => Write(json, step));
        json.WriteList("diagnostics", plan.Diagnostics, diagnostic => Write(json, diagnostic));
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("severity", diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning");
        json.WriteString("code", diagnostic.Code);
        json.WriteString("message", diagnostic.Message);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlanStep step)
    {
        json.WriteStartObject();
        json.WriteNumber("number", step.Number);
        json.WriteString("operation", OperationText.Kind(step.Operation));
        json.WriteString("subject", step.Operation.Subject);
        if (step.Service is not null)
        {
            json.WriteString("service", step.Service);
        }

        json.WriteString("description", OperationText.Describe(step.Operation));
        WriteDetails(json, step.Operation);
        json.WriteList("dependsOn", step.DependsOn, json.WriteNumberValue);
        json.WriteList("after", step.After, json.WriteNumberValue);
        if (step.MayFail)
        {
            json.WriteBoolean("mayFail", true);
        }

        if (step.InsteadOf is { } failed)
        {
            json.WriteNumber("insteadOf", failed);
        }

        json.WriteStartObject("reason");
        json.WriteString("summary", step.Reason.Summary);
        json.WriteList("changes", step.Reason.Changes, change =>
        {
            json.WriteStartObject();
            json.WriteString("field", change.Field);
            json.WriteString("before", change.Before);
            json.WriteString("after", change.After);
            json.WriteEndObject();
        });
        json.WriteEndObject();
        json.WriteList("effects", step.Effects);
        json.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter json, Operation operation)
    {
        switch (operation)
        {
            case CreateNetwork { Network: var network }:
                json.WriteString("driver", network.Driver ?? "bridge");
                json.WriteBoolean("internal", network.Internal);
                json.WriteList("subnets", network.Subnets);
                break;
            case CreateContainer { Container: var container }:
                json.WriteString("image", container.Service.Image);
                json.WriteString("networkMode", container.NetworkMode);
                json.WriteList("endpoints", container.Endpoints, endpoint => WriteEndpoint(json, endpoint));
                break;
            case PullImage { Platform: { } platform }:
                json.WriteString("platform", platform);
                break;
            case BuildImage build:
                WriteBuild(json, build);
                break;
            case ConnectContainer connect:
                json.WritePropertyName("endpoint");
                WriteEndpoint(json, connect.Endpoint);
                break;
            case DisconnectContainer disconnect:
                json.WriteString("network", disconnect.Network);
                break;
            case CopyFiles copy:
                json.WriteList("files", copy.Files, file =>
                {
                    json.WriteStartObject();
                    json.WriteString("path", file.Path);
                    json.WriteNumber("uid", file.UserId);
                    json.WriteNumber("gid", file.GroupId);
                    json.WriteString("mode", Convert.ToString(file.Mode, 8).PadLeft(4, '0'));
                    json.WriteEndObject();
                });
                break;
            case WaitOperation { Within: { } within }:
                json.WriteNumber("withinSeconds", within.TotalSeconds);
                break;
            case RunHook hook:
                json.WriteString("moment", hook.Moment);
                json.WriteList("command", hook.Hook.Command ?? []);
                break;
            case KillContainer kill:
                json.WriteString("signal", kill.Signal);
                break;
            case RenameContainer rename:
                json.WriteString("name", rename.Name);
                break;
        }
    }

    // The values of arguments may be secret, as those of variables are.
    private static void WriteBuild(Utf8JsonWriter json, BuildImage operation)
    {
        json.WriteString("context", operation.Build.Context);
        json.WriteString("dockerfile", operation.Build.DockerfileInline is null ? operation.Build.Dockerfile ?? "Dockerfile" : "(inline)");
        if (operation.Build.Target is { } target)
        {
            json.WriteString("target", target);
        }

        if (operation.Platform is { } platform)
        {
            json.WriteString("platform", platform);
        }

        json.WriteList("args", operation.Build.Args.Keys);
        json.WriteBoolean("onlyIfMissing", operation.OnlyIfMissing);
    }

    private static void WriteEndpoint(Utf8JsonWriter json, ContainerEndpoint endpoint)
    {
        json.WriteStartObject();
        json.WriteString("network", endpoint.Network);
        json.WriteList("aliases", endpoint.Aliases);
        if (endpoint.Ipv4Address is not null)
        {
            json.WriteString("ipv4Address", endpoint.Ipv4Address);
        }

        if (endpoint.Ipv6Address is not null)
        {
            json.WriteString("ipv6Address", endpoint.Ipv6Address);
        }

        if (endpoint.MacAddress is not null)
        {
            json.WriteString("macAddress", endpoint.MacAddress);
        }

        if (!endpoint.LinkLocalAddresses.IsEmpty)
        {
            json.WriteList("linkLocalAddresses", endpoint.LinkLocalAddresses);
        }

        if (!endpoint.DriverOptions.IsEmpty)
        {
            json.WriteStartObject("driverOptions");
            foreach ((string option, string value) in endpoint.DriverOptions)
            {
                json.WriteString(option, value);
            }

            json.WriteEndObject();
        }

        if (endpoint.GatewayPriority != 0)
        {
            json.WriteNumber("gatewayPriority", endpoint.GatewayPriority);
        }

        if (!endpoint.Links.IsEmpty)
        {
            json.WriteList("links", endpoint.Links);
        }

        json.WriteEndObject();
    }
}
