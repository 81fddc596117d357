using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Loading;
using Compose.Net.Loading.Values;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Planning.Copies;

namespace Compose.Net;

/// <summary>What can be asked of a project without an engine.</summary>
public static class ComposeProjectExtensions
{
    /// <summary>
    /// Checks a project that was built in code, or changed, as a file is checked, and returns all findings. Where nothing of it stands in a file, a finding's
    /// place has the path in the project in place of a file, for example <c>services.web.ports[0].target</c>, and the line 0.
    /// </summary>
    /// <remarks>
    /// <see cref="ComposeProjectBuilder"/> does so by itself. A plan checks only what it would otherwise pass over in silence, so check what was
    /// changed with <c>with</c> before it is brought up.
    /// </remarks>
    public static ImmutableArray<Diagnostic> Validate(this ComposeProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return BuiltProject.Check(project);
    }

    /// <summary>
    /// Returns a hash over all that only a new container can change of a service: 64 hexadecimal digits, the same on every machine. It is
    /// not docker compose's hash, which cannot be made again from the model.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="service">The name of one of its enabled services.</param>
    /// <exception cref="ArgumentException">The project has no enabled service of that name.</exception>
    public static string HashOf(this ComposeProject project, string service)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(service);
        return project.Services.TryGetValue(service, out ServiceDefinition? definition)
            ? ContainerIdentity.Of(definition, project).Hash()
            : throw new ArgumentException($"The project has no enabled service \"{service}\".", nameof(service));
    }

    /// <summary>As <see cref="Isolate(ComposeProject, string, string)"/>, and tells what the copies have in common all the same.</summary>
    /// <param name="project">The project.</param>
    /// <param name="id">What tells the copy from others.</param>
    /// <param name="shared">Warnings: the host's network, external networks and volumes, devices, folders of the host that can be written to.</param>
    /// <param name="hostIp">The host address to publish ports on.</param>
    /// <exception cref="ArgumentException">The id cannot be part of a name, or the host address is no IP address.</exception>
    public static ComposeProject Isolate(this ComposeProject project, string id, out ImmutableArray<Diagnostic> shared, string hostIp = "127.0.0.1")
    {
        ComposeProject copy = Isolate(project, id, hostIp);
        shared = SharedParts.Of(project);
        return copy;
    }

    /// <summary>
    /// Returns a copy that runs beside the project and beside any number of other copies of it. The same id gives the same copy, in any process.
    /// </summary>
    /// <remarks>
    /// <para>The project is named <c>name-id</c>. Container names, networks and volumes with names of their own get the id behind them; the former container name still answers on the copy's networks.</para>
    /// <para>Every published port gets a free one of the engine's choice on <paramref name="hostIp"/>; <see cref="PublishedEndpoint.Find"/> tells which.</para>
    /// <para>Networks get small subnets where nothing is in the way; fixed addresses, hosts lines and DNS servers in them keep their distance from the subnet's beginning.</para>
    /// <para>A service with a <c>build</c> and no <c>image</c> has an image of its own in each copy.</para>
    /// </remarks>
    /// <param name="project">The project.</param>
    /// <param name="id">What tells the copy from others: lower-case letters, digits and dashes, beginning with a letter or digit, at most 40 of them.</param>
    /// <param name="hostIp">The host address to publish ports on.</param>
    /// <exception cref="ArgumentException">The id cannot be part of a name, or the host address is no IP address.</exception>
    public static ComposeProject Isolate(this ComposeProject project, string id, string hostIp = "127.0.0.1")
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentException.ThrowIfNullOrEmpty(hostIp);
        if (!Addresses.TryParse(hostIp, out _))
        {
            throw new ArgumentException($"\"{hostIp}\" is no IP address. Write one such as 127.0.0.1.", nameof(hostIp));
        }

        return CopyId.IsValid(id) ? ProjectCopy.Of(project, id, hostIp) : throw new ArgumentException(CopyId.Invalid(id), nameof(id));
    }
}
