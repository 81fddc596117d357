using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays out secrets and configs.</summary>
internal static class SecretShape
{
    public static Node Of(SecretDefinition secret) => new ShapeBuilder()
        .Text("name", secret.Name)
        .Text("file", secret.File)
        .Text("environment", secret.Environment)
        .Flag("external", secret.External)
        .Map("labels", secret.Labels)
        .Text("driver", secret.Driver)
        .Map("driver_opts", secret.DriverOptions)
        .Text("template_driver", secret.TemplateDriver)
        .Mapping;

    public static Node Of(ConfigDefinition config) => new ShapeBuilder()
        .Text("name", config.Name)
        .Text("file", config.File)
        .Text("environment", config.Environment)
        .Text("content", config.Content)
        .Flag("external", config.External)
        .Map("labels", config.Labels)
        .Text("template_driver", config.TemplateDriver)
        .Mapping;
}
