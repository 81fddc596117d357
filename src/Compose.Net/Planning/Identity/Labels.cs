namespace Compose.Net.Planning;

/// <summary>The labels that mark what is ours. The first group is docker compose's own, so that its commands find our projects.</summary>
internal static class Labels
{
    public const string Project = "com.docker.compose.project";
    public const string Version = "com.docker.compose.version";
    public const string Service = "com.docker.compose.service";
    public const string Number = "com.docker.compose.container-number";
    public const string OneOff = "com.docker.compose.oneoff";
    public const string ConfigHash = "com.docker.compose.config-hash";
    public const string Image = "com.docker.compose.image";
    public const string DependsOn = "com.docker.compose.depends_on";
    public const string WorkingDirectory = "com.docker.compose.project.working_dir";
    public const string ConfigFiles = "com.docker.compose.project.config_files";
    public const string Replace = "com.docker.compose.replace";
    public const string Slug = "com.docker.compose.slug";
    public const string Hook = "com.docker.compose.hook";
    public const string Network = "com.docker.compose.network";
    public const string Volume = "com.docker.compose.volume";

    /// <summary>What only a new container can change, as a hash; computed in this room.</summary>
    public const string Identity = "compose-net.identity";

    /// <summary>The parts of the identity, so that a plan can say which field changed.</summary>
    public const string Fields = "compose-net.fields";

    /// <summary>The hooks before a stop, for the day when the file does not know the service any more.</summary>
    public const string PreStop = "compose-net.pre-stop";
}
