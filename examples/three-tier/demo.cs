// Runs the tool on this example as a user would, and checks every claim on the way: dotnet run build.cs -- demo.
// Takes the path of compose-net; the engine is the one in DOCKER_HOST, a unix socket or plain tcp.
#:property PublishAot=false
#:property ManagePackageVersionsCentrally=false
#:property RestorePackagesWithLockFile=false
#:property RunAnalyzers=false

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

const string Project = "compose-net-demo";

string tool = args[0];
string folder = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
var engine = new Uri(Environment.GetEnvironmentVariable("DOCKER_HOST")!);
var variables = new Dictionary<string, string> { ["FRONT_PORT"] = FreePort() };
using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync }) { Timeout = TimeSpan.FromSeconds(10) };

Quietly("down", "-v"); // what an interrupted demo left behind
try
{
    await Show();
}
catch (Exception failure)
{
    Console.Error.WriteLine($"demo: NOT AS PROMISED: {failure.Message}");
    Quietly("down", "-v");
    return 1;
}

Console.WriteLine("\nThe demo did all that it said.");
return 0;

async Task Show()
{
    Tell("Three services on two networks: front and api on \"edge\", api and db on the internal \"data\".",
        "A plan is data. Nothing happens yet; exit code 2 says that there is something to do.");
    Expect(2, "plan");

    Tell("Now it happens: networks first, then db until it is healthy, then api, then front.");
    Expect(0, "up", "-d", "--wait");

    string address = $"http://127.0.0.1:{variables["FRONT_PORT"]}/";
    Tell("The front page comes through all three tiers.");
    Console.WriteLine($"$ curl {address}");
    string page = (await new HttpClient { Timeout = TimeSpan.FromSeconds(10) }.GetStringAsync(address)).Trim();
    Console.WriteLine(page);
    Claim(page == "front > api > db: 3 orders", "the front page did not come through all tiers.");

    Tell("Who reaches whom, tried from inside the containers: front reaches api, but not db.");
    Expect(0, "verify");

    Tell("A second up has nothing to do; plan says the same with exit code 0.");
    Expect(0, "up", "-d");
    Expect(0, "plan");

    Tell("A second name for api on \"edge\" is a change of the network only: api keeps its container and its process.");
    string before = await Incarnation("api");
    variables["API_ALIAS"] = "checkout";
    Expect(2, "plan");
    Expect(0, "up", "-d");
    string after = await Incarnation("api");
    Console.WriteLine($"before: {before}\nafter:  {after}");
    Claim(after == before, "the container of api was replaced or restarted.");
    Claim((await Ask($"/containers/{Project}-api-1/json")).GetRawText().Contains("\"checkout\"", StringComparison.Ordinal), "api has no alias \"checkout\".");

    Tell("And away again, the volume too.");
    variables.Remove("API_ALIAS");
    Expect(0, "down", "-v");
    await ClaimNothingIsLeft();
}

void Tell(params string[] lines) => Console.WriteLine($"\n# {string.Join("\n# ", lines)}");

void Claim(bool holds, string otherwise)
{
    if (!holds)
    {
        throw new InvalidOperationException(otherwise);
    }
}

void Expect(int exitCode, params string[] arguments)
{
    string line = $"compose-net {string.Join(' ', arguments)}";
    Console.WriteLine(variables.TryGetValue("API_ALIAS", out string? alias) ? $"$ API_ALIAS={alias} {line}" : $"$ {line}");
    using Process process = Start(arguments, quiet: false);
    process.WaitForExit();
    Claim(process.ExitCode == exitCode, $"\"{line}\" ended with exit code {process.ExitCode}, not {exitCode}.");
}

void Quietly(params string[] arguments)
{
    using Process process = Start(arguments, quiet: true);
    Task<string> errors = process.StandardError.ReadToEndAsync();
    process.StandardOutput.ReadToEnd();
    errors.Wait();
    process.WaitForExit();
}

Process Start(string[] arguments, bool quiet)
{
    var start = new ProcessStartInfo(tool, arguments) { WorkingDirectory = folder, RedirectStandardError = quiet, RedirectStandardOutput = quiet };
    foreach ((string name, string value) in variables)
    {
        start.Environment[name] = value;
    }

    return Process.Start(start)!;
}

// One life of a container: its id, and when its process was started.
async Task<string> Incarnation(string service)
{
    JsonElement container = await Ask($"/containers/{Project}-{service}-1/json");
    return $"container {container.GetProperty("Id").GetString()![..12]}, process {container.GetProperty("State").GetProperty("Pid")} since {container.GetProperty("State").GetProperty("StartedAt").GetString()}";
}

async Task ClaimNothingIsLeft()
{
    const string owned = $"filters={{\"label\":[\"com.docker.compose.project={Project}\"]}}";
    Claim((await Ask($"/containers/json?all=1&{owned}")).GetArrayLength() == 0, "containers of the project are left.");
    Claim((await Ask($"/networks?{owned}")).GetArrayLength() == 0, "networks of the project are left.");
    JsonElement volumes = (await Ask($"/volumes?{owned}")).GetProperty("Volumes");
    Claim(volumes.ValueKind == JsonValueKind.Null || volumes.GetArrayLength() == 0, "volumes of the project are left.");
}

async Task<JsonElement> Ask(string path) => JsonDocument.Parse(await http.GetStringAsync($"http://engine{path}")).RootElement;

async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
{
    bool unix = engine.Scheme == "unix";
    var socket = new Socket(unix ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
    await socket.ConnectAsync(unix ? new UnixDomainSocketEndPoint(engine.AbsolutePath) : new DnsEndPoint(engine.Host, engine.Port), cancellationToken);
    return new NetworkStream(socket, ownsSocket: true);
}

// 8080 as the example says, or any other where that is taken.
static string FreePort()
{
    foreach (int port in (int[])[8080, 0])
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port.ToString();
        }
        catch (SocketException) when (port != 0)
        {
        }
    }

    throw new UnreachableException();
}
