using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>What a container runs on, as part of its identity. When its image is fetched and who looks at its output is not in it.</summary>
internal static class RuntimeIdentity
{
    public static void AddTo(FieldMap.Builder fields, ServiceDefinition service)
    {
        fields
            .Add("annotations", service.Annotations)
            .Add("domainname", service.DomainName)
            .Add("init", service.Init is { } init ? (init ? "true" : "false") : null)
            .Add("platform", service.Platform)
            .Add("runtime", service.Runtime)
            .Add("stdin_open", service.StdinOpen)
            .Add("tty", service.Tty);
        if (service.Logging is { } logging)
        {
            fields.Add("logging.driver", logging.Driver).Add("logging.options", logging.Options);
        }
    }
}
