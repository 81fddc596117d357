using BenchmarkDotNet.Running;
using Compose.Net.Benchmarks;

// "against TOOL PEER..." and "load TOOL PEER..." time whole processes; "networks TOOL PEER..." only the part about networks; "linear" prints what each stage takes, "planning" what a plan and its subnets take; everything else goes to BenchmarkDotNet. See "bench" in build.cs.
if (args is ["against", var tool, .. var peer] && peer.Length > 0)
{
    var ours = new Contender("compose-net", [tool], "--version");
    var theirs = new Contender("docker compose", peer, "version");
    var small = new Contest(ours, theirs, services: 30, networks: 6, rounds: 5);
    bool met = await small.RunAsync();
    met &= await new NetworkContest(ours, theirs).RunAsync();
    met &= await new Contest(ours, theirs, services: 100, networks: 20, rounds: 2).RunAsync(small);
    return PlanningTime.Print() & AllocationTime.Print() & met ? 0 : 1;
}

if (args is ["networks", var program, .. var rival] && rival.Length > 0)
{
    return await new NetworkContest(new Contender("compose-net", [program], "--version"), new Contender("docker compose", rival, "version")).RunAsync() ? 0 : 1;
}

if (args is ["load", var native, .. var other] && other.Length > 0)
{
    return new LoadContest(new Contender("compose-net", [native], "--version"), new Contender("docker compose", other, "version")).Run();
}

if (args is ["planning"])
{
    return PlanningTime.Print() & AllocationTime.Print() ? 0 : 1;
}

if (args is ["linear"])
{
    return Linearity.Print();
}

BenchmarkSwitcher.FromAssembly(typeof(Contest).Assembly).Run(args);
return 0;
