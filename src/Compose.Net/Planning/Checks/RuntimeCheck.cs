using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Finds what the services ask for and the engine at hand, or this version, cannot give.</summary>
internal static class RuntimeCheck
{
    public static void Check(ComposeProject project, EngineCapabilities engine, PlanBuilder plan)
    {
        foreach (ServiceDefinition service in project.Services.Values.Where(service => service.Scale > 0))
        {
            Refuse(service, plan);
            Warn(service, engine, plan);
        }
    }

    private static void Refuse(ServiceDefinition service, PlanBuilder plan)
    {
        if (service.UseApiSocket)
        {
            plan.Error(DiagnosticCodes.UnsupportedKey, $"Service \"{service.Name}\" sets \"use_api_socket\", which is not supported. Mount the engine's socket under \"volumes\" if the service may have it.", "services", service.Name, "use_api_socket");
        }

        if (service.UtsMode is { } mode && mode != "host")
        {
            plan.Error(DiagnosticCodes.UnsupportedValue, $"Service \"{service.Name}\" sets \"uts\" to \"{mode}\", but an engine can share the host's name only. Set it to host, or remove it.", "services", service.Name, "uts");
        }

        if (service.StopSignal is { Length: > 0 } signal && Signals.Find(signal) is null)
        {
            plan.Error(DiagnosticCodes.InvalidSignal, $"There is no signal \"{signal}\", with which service \"{service.Name}\" is to be stopped. Give a name such as SIGINT, or a number from 1 to 64.", "services", service.Name, "stop_signal");
        }

        foreach (string option in service.SecurityOptions)
        {
            if (SeccompOption.FileOf(option) is { } file && !service.SeccompProfiles.ContainsKey(file))
            {
                plan.Error(DiagnosticCodes.InvalidValue, $"Service \"{service.Name}\" names the seccomp profile \"{file}\", which was not there when the project was loaded, or is no JSON. Put the profile there, or remove the option.", "services", service.Name, "security_opt");
            }
        }
    }

    private static void Warn(ServiceDefinition service, EngineCapabilities engine, PlanBuilder plan)
    {
        if (!service.Annotations.IsEmpty && !engine.Annotations)
        {
            plan.Warn(DiagnosticCodes.UnsupportedKey, $"Service \"{service.Name}\" has annotations, which the engine at hand drops. Update it to Docker Engine 24 (API 1.43), or remove them.", "services", service.Name, "annotations");
        }

        if (service.Healthcheck?.StartInterval is not null && !engine.HealthcheckStartInterval)
        {
            plan.Warn(DiagnosticCodes.UnsupportedKey, $"Service \"{service.Name}\" has a \"start_interval\" in its health check, which the engine at hand drops: it tests after each \"interval\" from the beginning. Update it to Docker Engine 25 (API 1.44), or remove the key.", "services", service.Name, "healthcheck", "start_interval");
        }

        if (service.CredentialSpec is not null)
        {
            plan.Warn(DiagnosticCodes.UnsupportedKey, $"Service \"{service.Name}\" has a \"credential_spec\", which has no effect. Remove it.", "services", service.Name, "credential_spec");
        }
    }
}
