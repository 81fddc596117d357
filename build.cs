// The whole build: dotnet run build.cs -- VERB. "help" lists the verbs.
// It needs nothing but the .NET SDK; its own settings stay apart from those of the projects below src and tests.
#:property PublishAot=false
#:property ManagePackageVersionsCentrally=false
#:property RestorePackagesWithLockFile=false
#:property RunAnalyzers=false

using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

const string Solution = "Compose.Net.sln";
const string Cli = "src/Compose.Net.Cli";
const string PureTests = "tests/Compose.Net.Tests";
const string EngineTests = "tests/Compose.Net.Engine.Tests";
const string Benchmarks = "tests/Compose.Net.Benchmarks";
const string EngineScript = "tests/engine/engine-up.sh";
const string RegistryScript = "tests/engine/registry.sh";
const string FoundEngine = "found";

string root = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
Directory.SetCurrentDirectory(root);
bool ci = Environment.GetEnvironmentVariable("CI") == "true";
string rid = RuntimeInformation.RuntimeIdentifier;
string path = Environment.GetEnvironmentVariable("PATH") ?? "";

// What stays running after a build keeps the caller's pipes open, and a CI that waits for their end would wait for long.
Environment.SetEnvironmentVariable("MSBUILDDISABLENODEREUSE", "1");
Environment.SetEnvironmentVariable("DOTNET_CLI_USE_MSBUILD_SERVER", "0");
Environment.SetEnvironmentVariable("UseSharedCompilation", "false");

try
{
    return args switch
    {
        ["demo"] => Demo(),
        ["test", .. var names] => Count(Test(names)),
        ["pure"] => Count(Pure()),
        ["check"] => Check(),
        ["accept"] => Accept(),
        ["chaos"] => Chaos("50", null),
        ["chaos", var moments] => Chaos(moments, null),
        ["chaos", var moments, var seed] => Chaos(moments, seed),
        ["bench"] => Bench(FoundEngine),
        ["bench", "load"] => BenchLoad(),
        ["bench", "micro", .. var filters] => MicroBenchmarks(filters),
        ["bench", var name] => Bench(name),
        ["fuzz"] => Fuzz("60", null),
        ["fuzz", var seconds] => Fuzz(seconds, null),
        ["fuzz", var seconds, var seed] => Fuzz(seconds, seed),
        ["publish"] => Publish(),
        ["pack"] => Pack(),
        ["engine", "up"] => FindEngine() is null ? 1 : 0,
        ["engine", "stop"] => RunScript("stop"),
        ["engine", "status"] => EngineStatus(),
        [] or ["help"] => Help(Console.Out, 0),
        _ => Help(Console.Error, 2),
    };
}
catch (BuildFailure failure)
{
    Console.Error.WriteLine($"build: {failure.Message}");
    return 1;
}

// --- verbs ------------------------------------------------------------------------------------------------------------

int Help(TextWriter to, int exitCode)
{
    to.WriteLine("""
        dotnet run build.cs -- VERB

          demo      find or start an engine, bring examples/three-tier up, verify it, change it live, take it down
          test [ENGINE ...]   format, build, pure tests, then engine tests and examples on each engine;
                    the last line is "N passed, N failed, N skipped", summed over all of them.
                    ENGINE is 20.10, 26.1, 28.5, 29 (28.5 that refuses what 29 refuses), or found (the one that the docker
                    command would use). Not given: 20.10 and 28.5 as root on Debian, else found
          pure      build, and the pure tests only; needs no engine
          check     format and build only
          accept    run the pure tests and approve every golden file that changed; read the diff before committing
          bench [ENGINE]   time the published tool against docker compose; on the engine that is found, unless told
          bench load   only the loading of large and small files; needs no engine
          bench micro [FILTER ...]   the micro benchmarks of loading and planning
          fuzz [SECONDS] [SEED]   load odd files for so long, 60 seconds unless told, and print the smallest that breaks a promise
          chaos [MOMENTS] [SEED]   kill the tool at so many random moments, 50 unless told, on each engine that test would use
          publish   the native tool, into artifacts/tool
          pack      the packages, into artifacts/packages
          engine    up | stop | status: the private engine that demo, test and bench use where no other answers

        CI=true restores in locked mode and makes a missing engine a failure.
        """);
    return exitCode;
}

int Check()
{
    Restore();
    Require("dotnet", "format", Solution, "--verify-no-changes", "--no-restore");
    Require("dotnet", "format", "whitespace", ".", "--folder", "--include", "build.cs", "examples/three-tier/demo.cs", "--verify-no-changes");
    Build(Solution);
    return 0;
}

int Accept()
{
    Restore();
    Build(PureTests);
    Environment.SetEnvironmentVariable("COMPOSE_NET_ACCEPT", "1");
    Tally tally = RunTests(PureTests);
    Run("git", "status", "--short", $"{PureTests}/golden");
    return tally.Failed == 0 ? 0 : 1;
}

IEnumerable<Tally> Test(string[] names)
{
    string[] engines = EnginesToTest(names);
    Check();
    yield return RunTests(PureTests);
    foreach (string name in engines)
    {
        yield return TestOn(name);
    }
}

IEnumerable<Tally> Pure()
{
    Restore();
    Build(PureTests);
    yield return RunTests(PureTests);
}

// What cannot be run at all counts as one test that failed.
int Count(IEnumerable<Tally> runs)
{
    var total = default(Tally);
    try
    {
        foreach (Tally run in runs)
        {
            total += run;
        }
    }
    catch (BuildFailure failure)
    {
        Console.Error.WriteLine($"build: {failure.Message}");
        total += new Tally(0, 1, 0);
    }

    Console.Error.Flush();
    Console.WriteLine($"{total.Passed} passed, {total.Failed} failed, {total.Skipped} skipped");
    return total.Failed == 0 ? 0 : 1;
}

string[] EnginesToTest(string[] names)
{
    if (names.FirstOrDefault(name => name != FoundEngine && !NamedEngine.All.ContainsKey(name)) is { } unknown)
    {
        throw new BuildFailure($"there is no engine \"{unknown}\" to work on. Name {string.Join(", ", NamedEngine.All.Keys)} or {FoundEngine}.");
    }

    if (names.Length > 0)
    {
        return names;
    }

    if (NamedEngine.CanRun)
    {
        return ["20.10", "28.5"];
    }

    Say("Engines of several versions can only be started as root on Debian: testing on the engine found, and on no other.");
    return [FoundEngine];
}

Tally TestOn(string name)
{
    using Engine? engine = name == FoundEngine ? FindEngine() : StartEngine(NamedEngine.All[name]);
    if (engine is null && ci)
    {
        throw new BuildFailure("there is no engine, and with CI=true that is a failure: the engine tests did not run.");
    }

    if (engine is null)
    {
        Say("SKIPPED: the engine tests and the examples, because no engine answers.");
        return new Tally(0, 0, CountTests(EngineTests) + Examples().Sum(example => IsTests(example) ? CountTests(example) : 1));
    }

    return Examples().Aggregate(RunTests(EngineTests, engine), (sum, example) => sum + RunExample(example, engine));
}

int Publish()
{
    Require("dotnet", ["publish", Cli, "-c", "Release", "-r", rid, "-o", "artifacts/tool", .. Locked()]);
    return 0;
}

int Pack()
{
    string[] common = ["-c", "Release", "-o", "artifacts/packages", "-p:ContinuousIntegrationBuild=true"];
    Require("dotnet", ["pack", "src/Compose.Net", .. common, .. Locked()]);
    Require("dotnet", ["pack", "src/Compose.Net.Testing", .. common, .. Locked()]);

    // The tool is a package that points at others: a native one a platform, and one that runs on any .NET 10,
    // which needs no native compiler and so has other packages than the lock file holds.
    Require("dotnet", ["pack", Cli, .. common, .. Locked()]);
    Require("dotnet", ["pack", Cli, "-r", rid, .. common, .. Locked()]);
    Require("dotnet", ["pack", Cli, "-r", "any", .. common, "-p:NuGetLockFilePath=obj/any.lock.json", "-p:RestoreLockedMode=false"]);
    return 0;
}

int Bench(string name)
{
    string[] peer = FindPeer();
    Restore();
    Build(Benchmarks);
    Publish();
    using Engine engine = RequireEngine(EnginesToTest([name])[0], "the benchmark");
    string tool = Path.GetFullPath("artifacts/tool/compose-net");
    string[] command = [.. engine.Enter, Built(Benchmarks)];
    return Run(command[0], [.. command[1..], "load", tool, .. peer]) | Run(command[0], [.. command[1..], "against", tool, .. peer]);
}

int BenchLoad()
{
    string[] peer = FindPeer();
    Restore();
    Build(Benchmarks);
    Publish();
    return Run(Built(Benchmarks), ["load", Path.GetFullPath("artifacts/tool/compose-net"), .. peer]);
}

int Fuzz(string seconds, string? seed)
{
    Restore();
    Build(PureTests);
    seed ??= Environment.TickCount.ToString();
    Say($"Loading odd files of seed {seed} for {seconds} seconds");
    Environment.SetEnvironmentVariable("COMPOSE_NET_FUZZ_SECONDS", seconds);
    Environment.SetEnvironmentVariable("COMPOSE_NET_FUZZ_SEED", seed);
    return Passed(RunTests(PureTests, only: ["-explicit", "only", "-method", "Compose.Net.Tests.Fuzzing.FuzzTests.A_long_hunt_finds_nothing"]));
}

int Chaos(string moments, string? seed)
{
    string[] engines = EnginesToTest([]);
    Restore();
    Build(EngineTests);
    seed ??= Environment.TickCount.ToString();
    Say($"Killing the tool at {moments} moments of seed {seed}");
    Environment.SetEnvironmentVariable("COMPOSE_NET_CHAOS_MOMENTS", moments);
    Environment.SetEnvironmentVariable("COMPOSE_NET_CHAOS_SEED", seed);
    int worst = 0;
    foreach (string name in engines)
    {
        using Engine engine = RequireEngine(name, "chaos");
        worst |= Passed(RunTests(EngineTests, engine, ["-class", "Compose.Net.Engine.Tests.Chaos.KilledToolTests"]));
    }

    return worst;
}

// A hunt that was skipped has found nothing out.
int Passed(Tally tally) => tally is { Failed: 0, Passed: > 0 } ? 0 : 1;

int MicroBenchmarks(string[] filters)
{
    Restore();
    Build(Benchmarks);
    return Run(Built(Benchmarks), filters.Length == 0 ? ["--filter", "*"] : ["--filter", .. filters]) | (filters.Length == 0 ? Run(Built(Benchmarks), "linear") : 0);
}

int Demo()
{
    using Engine engine = RequireEngine(FoundEngine, "the demo");
    Say("Building the tool ...");
    Restore();
    Build(Cli);
    return Run("dotnet", "run", "examples/three-tier/demo.cs", "--", Built(Cli));
}

// --- building and testing ---------------------------------------------------------------------------------------------

string[] Locked() => ci ? ["-p:RestoreLockedMode=true"] : [];

void Restore() => Require("dotnet", ["restore", Solution, "-v", "quiet", .. Locked()]);

void Build(string project) => Require("dotnet", "build", project, "-c", "Release", "--no-restore", "-warnaserror", "-v", "quiet", "-nologo");

// The program that a project builds, under its assembly's name.
string Built(string project)
{
    string name = ProjectFile(project).Descendants("AssemblyName").SingleOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(ProjectPath(project));
    return Path.GetFullPath(Path.Combine(project, "bin", "Release", "net10.0", OperatingSystem.IsWindows() ? name + ".exe" : name));
}

string ProjectPath(string folder) => Directory.GetFiles(folder, "*.csproj").Single();

XDocument ProjectFile(string folder) => XDocument.Load(ProjectPath(folder));

bool IsTests(string folder) => ProjectFile(folder).Descendants("PackageReference").Any(package => (string?)package.Attribute("Include") == "xunit.v3");

string[] Examples()
{
    string solution = File.ReadAllText(Solution).Replace('\\', '/');
    return [.. Directory.GetDirectories("examples").Order(StringComparer.Ordinal)
        .Where(folder => Directory.GetFiles(folder, "*.csproj") is [var project] && solution.Contains(project.Replace('\\', '/'), StringComparison.Ordinal))];
}

// A test project counts its tests; a program is one test, which passes when it ends with exit code 0.
Tally RunExample(string folder, Engine engine)
{
    if (IsTests(folder))
    {
        return RunTests(folder, engine);
    }

    Say($"Running {folder}");
    string[] command = [.. engine.Enter, Built(folder)];
    bool passed = RunWithin(TimeSpan.FromMinutes(5), command[0], command[1..]) == 0;
    Say($"{folder} {(passed ? "passed" : "FAILED")}");
    return new Tally(passed ? 1 : 0, passed ? 0 : 1, 0);
}

// Counts come from the runner's report: a run without a report, or without a test in it, has failed.
// Some tests only, which take as long as they were told to, have a report of the verb's name and show what they write.
Tally RunTests(string project, Engine? engine = null, string[]? only = null)
{
    Say(engine is null ? $"Testing {project}" : $"Testing {project} on {engine.Name}");
    string report = Path.GetFullPath(Path.Combine("artifacts", "test-results", $"{Path.GetFileName(project)}{(only is null ? "" : "-" + args[0])}{(engine is null ? "" : "-" + engine.Name)}.xml"));
    Directory.CreateDirectory(Path.GetDirectoryName(report)!);
    File.Delete(report);
    string[] command = [.. engine?.Enter ?? [], Built(project), "-noLogo", "-noColor", "-longRunning", "60", "-result-xml", report, .. only is null ? [] : (string[])["-showLiveOutput", .. only]];
    int exitCode = RunWithin(only is null ? TimeSpan.FromMinutes(15) : Timeout.InfiniteTimeSpan, command[0], command[1..]);
    if (!File.Exists(report))
    {
        Console.Error.WriteLine($"build: {project} ended with exit code {exitCode} and wrote no report.");
        return new Tally(0, 1, 0);
    }

    XElement[] assemblies = [.. XDocument.Load(report).Descendants("assembly")];
    int Sum(string count) => assemblies.Sum(assembly => (int)assembly.Attribute(count)!);
    var tally = new Tally(Sum("passed"), Sum("failed") + Sum("errors"), Sum("skipped"));
    if (tally.Failed == 0 && (exitCode != 0 || tally is { Passed: 0, Skipped: 0 }))
    {
        Console.Error.WriteLine($"build: {project} ran {tally.Passed + tally.Skipped} tests and ended with exit code {exitCode}.");
        return tally with { Failed = 1 };
    }

    return tally;
}

int CountTests(string project) => Capture(Built(project), "-list", "tests", "-preEnumerateTheories", "-noLogo", "-noColor").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

// --- engines ----------------------------------------------------------------------------------------------------------

// The engine that the docker command would use; else our private one, started where that is possible.
// The commands that run from here on see it in DOCKER_HOST.
Engine RequireEngine(string name, string who) =>
    (name == FoundEngine ? FindEngine() : StartEngine(NamedEngine.All[name])) ?? throw new BuildFailure($"{who} needs an engine.");

Engine? FindEngine()
{
    string configured = ConfiguredEngine(out string source);
    foreach (string host in (string[])[configured, Engine.PrivateHost])
    {
        if (new Engine(host, stop: null) is var engine && engine.Answers())
        {
            return Use(engine);
        }
    }

    Say($"No engine answers at {configured} ({source}).");
    if (!OperatingSystem.IsLinux())
    {
        Console.Error.WriteLine("build: an engine can only be started here on Debian or Ubuntu. Start Docker Desktop or another engine, and run this again.");
        return null;
    }

    Say("Starting a private one.");
    return RunScript("up") == 0 ? Use(new Engine(Engine.PrivateHost, args[0] == "engine" ? null : () => RunScript("stop"))) : null;
}

// A private engine of a version of one's choice. It is left running where it ran before.
Engine StartEngine(NamedEngine version)
{
    if (!NamedEngine.CanRun)
    {
        throw new BuildFailure($"the engine {version.Name} can only be started as root on Debian. Test on the engine found: dotnet run build.cs -- test {FoundEngine}");
    }

    bool ran = new Engine(version.Host, stop: null).Answers();
    if (RunScript("up", version.Environment) != 0)
    {
        throw new BuildFailure($"the engine {version.Name} did not start.");
    }

    if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("COMPOSE_PEER")))
    {
        Environment.SetEnvironmentVariable("COMPOSE_PEER", Capture("bash", EngineScript, "peer").Trim());
    }

    // Inside the engine's own network nothing can be downloaded any more.
    Capture("bash", RegistryScript);

    // Its own docker command comes first: an old one does not speak with a new engine.
    Environment.SetEnvironmentVariable("PATH", $"{version.Binaries}:{path}");
    return Use(new Engine(version.Host, ran ? null : () => RunScript("stop", version.Environment)) { Name = version.Name, Enter = version.Enter });
}

Engine Use(Engine engine)
{
    Say($"Engine: {engine.Describe()} at {engine.Host}");
    Environment.SetEnvironmentVariable("DOCKER_HOST", engine.Host);
    Environment.SetEnvironmentVariable("DOCKER_CONTEXT", null);
    if (engine.Get("/images/busybox:latest/json") is null && (engine.Socket is null || RunScript("image", $"ENGINE_SOCKET={engine.Socket}") != 0))
    {
        throw new BuildFailure("the engine has no image busybox:latest. What to do: docker pull busybox");
    }

    return engine;
}

string ConfiguredEngine(out string source)
{
    source = "DOCKER_HOST";
    if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host)
    {
        return host;
    }

    string folder = Environment.GetEnvironmentVariable("DOCKER_CONFIG") is { Length: > 0 } config
        ? config
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");
    string? name = Environment.GetEnvironmentVariable("DOCKER_CONTEXT") is { Length: > 0 } context
        ? context
        : ReadJson(Path.Combine(folder, "config.json"), "currentContext");
    if (name is { Length: > 0 } and not "default")
    {
        source = $"docker context \"{name}\"";
        string id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return ReadJson(Path.Combine(folder, "contexts", "meta", id, "meta.json"), "Endpoints", "docker", "Host")
            ?? throw new BuildFailure($"the docker context \"{name}\" is not defined below {folder}.");
    }

    source = "the default";
    return OperatingSystem.IsWindows() ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock";
}

string? ReadJson(string file, params string[] path)
{
    if (!File.Exists(file))
    {
        return null;
    }

    JsonElement element = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
    return path.All(key => element.TryGetProperty(key, out element)) ? element.GetString() : null;
}

int RunScript(string verb, params string[] settings) => Run("env", [.. settings, "bash", EngineScript, verb]);

int EngineStatus()
{
    string configured = ConfiguredEngine(out string source);
    bool any = false;
    foreach ((string host, string why) in ((string, string)[])[(configured, source), (Engine.PrivateHost, "private")])
    {
        var engine = new Engine(host, stop: null);
        any |= engine.Answers();
        Say($"{host} ({why}): {(engine.Answers() ? engine.Describe() : "no answer")}");
    }

    return any ? 0 : 3;
}

// What to compare with: the program in COMPOSE_PEER, else "docker compose" as a user types it.
string[] FindPeer()
{
    string[] peer = Environment.GetEnvironmentVariable("COMPOSE_PEER") is { Length: > 0 } program ? [program] : ["docker", "compose"];
    try
    {
        Say($"Comparing with {string.Join(' ', peer)}: {Capture(peer[0], [.. peer[1..], "version", "--short"]).Trim()}");
        return peer;
    }
    catch (BuildFailure)
    {
        throw new BuildFailure($"\"{string.Join(' ', peer)} version\" does not work, so there is nothing to compare with. "
            + "Install docker compose (the package docker-compose-plugin, or docker-compose), or set COMPOSE_PEER to the path of a docker-compose program.");
    }
}

// --- running programs -------------------------------------------------------------------------------------------------

static void Say(string text) => Console.WriteLine($"build: {text}");

static Process Start(ProcessStartInfo program)
{
    try
    {
        return Process.Start(program)!;
    }
    catch (Win32Exception exception)
    {
        throw new BuildFailure($"\"{program.FileName}\" cannot be run: {exception.Message}");
    }
}

static int Run(string program, params string[] arguments) => RunWithin(Timeout.InfiniteTimeSpan, program, arguments);

// Ends the program, and all that it started, where it takes longer than the limit.
static int RunWithin(TimeSpan limit, string program, params string[] arguments)
{
    using Process process = Start(new ProcessStartInfo(program, arguments));
    if (!process.WaitForExit(limit))
    {
        Console.Error.WriteLine($"build: {program} was still running after {limit.TotalMinutes} minutes and was ended.");
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    return process.ExitCode;
}

static void Require(string program, params string[] arguments)
{
    int exitCode = Run(program, arguments);
    if (exitCode != 0)
    {
        throw new BuildFailure($"\"{program} {string.Join(' ', arguments)}\" ended with exit code {exitCode}.");
    }
}

static string Capture(string program, params string[] arguments)
{
    using Process process = Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true });
    string output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? output : throw new BuildFailure($"\"{program} {string.Join(' ', arguments)}\" ended with exit code {process.ExitCode}.");
}

/// <summary>What a test run came to.</summary>
internal readonly record struct Tally(int Passed, int Failed, int Skipped)
{
    public static Tally operator +(Tally left, Tally right) => new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);
}

/// <summary>Ends the verb with a message and exit code 1.</summary>
internal sealed class BuildFailure(string message) : Exception(message);

/// <summary>An engine of Debian's that runs beside the system's, in a network namespace of its own.</summary>
internal sealed record NamedEngine(string Name, string Suite, params string[] Settings)
{
    public static IReadOnlyDictionary<string, NamedEngine> All { get; } = new NamedEngine[]
    {
        new("20.10", "bookworm"),
        new("26.1", "trixie"),
        new("28.5", "sid"),

        // Debian has none: 28.5 that refuses the API versions which 29 refuses.
        new("29", "sid", "DOCKER_MIN_API_VERSION=1.44"),
    }.ToDictionary(engine => engine.Name);

    public static bool CanRun { get; } = OperatingSystem.IsLinux() && System.Environment.IsPrivilegedProcess
        && File.Exists("/etc/os-release") && File.ReadLines("/etc/os-release").Contains("ID=debian");

    public string[] Environment => [$"ENGINE_SUITE={Suite}", $"ENGINE_DIR={Folder}", $"ENGINE_NETNS={Namespace}", .. Settings];

    public string Host => $"unix://{Folder}/docker.sock";

    public string Binaries => $"{Folder}/suite-{Suite}/bin";

    public string[] Enter => ["nsenter", $"--net=/run/netns/{Namespace}"];

    private string Namespace => $"compose-net-{(Settings.Length == 0 ? Suite : Name)}";

    private string Folder => "/tmp/compose-net-engine-" + (Settings.Length == 0 ? Suite : Name);
}

/// <summary>An engine, asked over plain HTTP: enough to know that it answers and what it is.</summary>
internal sealed class Engine : IDisposable
{
    private const string PipeFolder = "npipe:////./pipe/";

    private readonly HttpClient _http;
    private readonly Func<int>? _stop;

    public Engine(string host, Func<int>? stop)
    {
        Host = host;
        Socket = host.StartsWith("unix://", StringComparison.Ordinal) ? host["unix://".Length..] : null;
        _stop = stop;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync }) { Timeout = TimeSpan.FromSeconds(10) };
    }

    public static string PrivateHost { get; } = $"unix://{Environment.GetEnvironmentVariable("ENGINE_DIR") ?? "/tmp/compose-net-engine"}/docker.sock";

    public string Host { get; }

    /// <summary>What the tests and their reports call it.</summary>
    public string Name { get; init; } = "found";

    /// <summary>The command line before a program's that brings it where the engine's published ports are.</summary>
    public string[] Enter { get; init; } = [];

    public string? Socket { get; }

    public bool Answers()
    {
        try
        {
            return Get("/_ping") == "OK";
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    public string Describe()
    {
        JsonElement version = JsonDocument.Parse(Get("/version")!).RootElement;
        return $"Docker {version.GetProperty("Version")}, API {version.GetProperty("ApiVersion")}";
    }

    /// <summary>The body of the answer; null where the engine knows no such thing.</summary>
    public string? Get(string path)
    {
        using HttpResponseMessage response = _http.GetAsync($"http://engine{path}").GetAwaiter().GetResult();
        return response.IsSuccessStatusCode ? response.Content.ReadAsStringAsync().GetAwaiter().GetResult() : null;
    }

    public void Dispose()
    {
        _http.Dispose();
        _stop?.Invoke();
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (Host.StartsWith(PipeFolder, StringComparison.Ordinal))
        {
            var pipe = new NamedPipeClientStream(".", Host[PipeFolder.Length..], PipeDirection.InOut, PipeOptions.Asynchronous);
            await pipe.ConnectAsync(TimeSpan.FromSeconds(2), cancellationToken);
            return pipe;
        }

        if (Socket is null)
        {
            // Engines behind TLS or ssh are for the library; this program knows named pipes, unix sockets and plain tcp.
            var address = new Uri(Host);
            var tcp = new TcpClient();
            await tcp.ConnectAsync(address.Host, address.Port, cancellationToken);
            return tcp.GetStream();
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
