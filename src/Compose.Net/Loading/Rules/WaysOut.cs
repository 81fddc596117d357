namespace Compose.Net.Loading.Rules;

/// <summary>What to write in place of what people often write: keys that belong elsewhere, and words where a mapping is needed.</summary>
internal static class WaysOut
{
    private const string UnderBuild = "It belongs under \"build:\".";
    private const string UnderDeploy = "It belongs under \"deploy:\".";
    private const string UnderResources = "It belongs under \"resources:\", and that under \"deploy:\".";
    private const string UnderHealthcheck = "It belongs under \"healthcheck:\".";
    private const string UnderConfig = "It belongs into a list under \"config:\".";
    private const string UnderIpam = "It belongs into a list under \"config:\", and that under \"ipam:\".";

    public static PathTree<string> Tree { get; } = PathTree<string>.Of(
    [
        ("services.*", "Write \"image:\" in front, on a line of its own below the name."),
        ("services.*.context", UnderBuild),
        ("services.*.dockerfile", UnderBuild),
        ("services.*.args", UnderBuild),
        ("services.*.target", UnderBuild),
        ("services.*.replicas", "It belongs under \"deploy:\", or write \"scale:\"."),
        ("services.*.restart_policy", "It belongs under \"deploy:\", or write \"restart:\"."),
        ("services.*.placement", UnderDeploy),
        ("services.*.update_config", UnderDeploy),
        ("services.*.resources", UnderDeploy),
        ("services.*.limits", UnderResources),
        ("services.*.reservations", UnderResources),
        ("services.*.memory", "Write \"mem_limit:\"."),
        ("services.*.cpu", "Write \"cpus:\"."),
        ("services.*.test", UnderHealthcheck),
        ("services.*.interval", UnderHealthcheck),
        ("services.*.timeout", UnderHealthcheck),
        ("services.*.retries", UnderHealthcheck),
        ("services.*.start_period", UnderHealthcheck),
        ("services.*.ipv4_address", "It belongs under the name of a network, and that under \"networks:\"."),
        ("services.*.ipv6_address", "It belongs under the name of a network, and that under \"networks:\"."),
        ("services.*.aliases", "It belongs under the name of a network, and that under \"networks:\"."),
        ("services.*.condition", "It belongs under the name of a service, and that under \"depends_on:\"."),
        ("services.*.deploy.limits", "It belongs under \"resources:\"."),
        ("services.*.deploy.reservations", "It belongs under \"resources:\"."),
        ("services.*.healthcheck", "Write \"test:\" in front and the line below, or \"disable: true\" to have none."),
        ("services.*.depends_on.*", "Write \"condition:\" in front, on a line of its own below the name."),
        ("services.*.logging", "Write \"driver:\" in front, on a line of its own below."),
        ("networks.*", "Write \"driver:\" in front, on a line of its own below the name."),
        ("networks.*.ipam.subnet", UnderConfig),
        ("networks.*.ipam.gateway", UnderConfig),
        ("networks.*.ipam.ip_range", UnderConfig),
        ("networks.*.subnet", UnderIpam),
        ("networks.*.gateway", UnderIpam),
        ("networks.*.ip_range", UnderIpam),
        ("volumes.*", "Write \"driver:\" in front, on a line of its own below the name."),
    ]);
}
