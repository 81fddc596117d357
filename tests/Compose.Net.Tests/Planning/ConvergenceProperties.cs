using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Planning.Addresses;
using CsCheck;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>From any project to any other, in any order that the plan allows, cut off anywhere: the end is what the file says.</summary>
public sealed class ConvergenceProperties
{
    private static readonly ReconcileOptions Options = new() { RemoveOrphans = true };
    private static readonly Gen<(int Seed, int From, int To, bool Multiple)> Cases =
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[1, 6], Gen.Int[1, 6], Gen.Bool);

    [Fact]
    public void Any_project_becomes_any_other_in_any_order_that_the_plan_allows() =>
        Cases.Sample(
            draw =>
            {
                var random = new Random(draw.Seed);
                var engine = new EngineSimulator(draw.Multiple);
                Move(engine, RandomProject.Draw(random, draw.From), random, int.MaxValue);
                ComposeProject target = RandomProject.Draw(random, draw.To);
                Move(engine, target, random, int.MaxValue);
                MustBe(engine, target);
            },
            iter: 3_000,
            threads: 2);

    [Fact]
    public void A_plan_that_is_cut_off_anywhere_is_carried_on_by_the_next_one() =>
        Cases.Sample(
            draw =>
            {
                var random = new Random(draw.Seed);
                var engine = new EngineSimulator(draw.Multiple);
                Move(engine, RandomProject.Draw(random, draw.From), random, int.MaxValue);
                ComposeProject target = RandomProject.Draw(random, draw.To);
                for (int cut = 0; cut < 3; cut++)
                {
                    Move(engine, target, random, random.Next(8));
                }

                Move(engine, target, random, int.MaxValue);
                MustBe(engine, target);
            },
            iter: 3_000,
            threads: 2);

    [Fact]
    public void Whatever_somebody_did_to_a_stack_the_next_plan_repairs_it() =>
        Cases.Sample(
            draw =>
            {
                var random = new Random(draw.Seed);
                var engine = new EngineSimulator(draw.Multiple);
                ComposeProject project = RandomProject.Draw(random, draw.From);
                Move(engine, project, random, int.MaxValue);
                for (int hand = random.Next(1, 4); hand > 0; hand--)
                {
                    engine.Disturb(random);
                }

                ComposeProject target = random.Next(2) == 0 ? project : RandomProject.Draw(random, draw.To);
                Move(engine, target, random, int.MaxValue, Options with { Wait = random.Next(2) == 0 });
                MustBe(engine, target);
            },
            iter: 3_000,
            threads: 2);

    [Fact]
    public void Every_kind_of_operation_is_among_what_the_properties_carry_out()
    {
        var seen = new HashSet<Type>();
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var engine = new EngineSimulator(seed % 2 == 0);
            ComposeProject first = RandomProject.Draw(random, 6), second = RandomProject.Draw(random, 4);
            foreach (ComposeProject project in new[] { first, first, second, Reconciler.Emptied(second) })
            {
                Plan plan = Reconciler.Reconcile(project, engine.Observe(project), Options with { Wait = true, RemoveVolumes = true, RemoveImages = ImageRemoval.All });
                seen.UnionWith(plan.Steps.Select(step => step.Operation.GetType()));
                Walk(engine, project, plan, random, int.MaxValue);
                engine.Disturb(random);
                seen.UnionWith(AnyVerb(project, engine.Observe(project), random).Steps.Select(step => step.Operation.GetType()));
            }
        }

        typeof(Operation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract).Except(seen).Should().BeEmpty("each kind must be in the random world");
    }

    [Fact]
    public void Copies_of_any_two_projects_become_each_other_wherever_their_networks_are_put() =>
        Cases.Sample(
            draw =>
            {
                var random = new Random(draw.Seed);
                var engine = new EngineSimulator(draw.Multiple);
                ReconcileOptions options = Options with { Addresses = new AddressOptions { Mode = random.Next(2) == 0 ? AddressMode.Auto : AddressMode.On, Bases = ["10.91.0.0/22"] } };
                Move(engine, Copy(random, draw.From), random, int.MaxValue, options);
                ComposeProject target = Copy(random, draw.To);
                Move(engine, target, random, random.Next(8), options);
                Move(engine, target, random, int.MaxValue, options);
                MustBe(engine, target, AddressPlanner.Place(target, engine.Observe(target), options.Addresses, new PlanBuilder()));
            },
            iter: 1_000,
            threads: 2);

    [Fact]
    public void A_network_that_cannot_be_made_anew_is_put_back_and_everybody_on_it_is_plugged_in_as_before()
    {
        int cases = 0;
        Cases.Sample(
            draw =>
            {
                var random = new Random(draw.Seed);
                var engine = new EngineSimulator(draw.Multiple);
                Move(engine, RandomProject.Draw(random, draw.From), random, int.MaxValue);
                ComposeProject target = RandomProject.Draw(random, draw.To);
                ObservedState before = engine.Observe(target);
                Plan plan = Reconciler.Reconcile(target, before, Options);
                PlanStep[] replaced = [.. plan.Steps.Where(step => step.Operation is CreateNetwork && plan.Steps.Any(other => other.InsteadOf == step.Number))];
                if (replaced.Length == 0)
                {
                    return;
                }

                PlanStep failing = replaced[random.Next(replaced.Length)];
                string name = plan.Steps.First(step => step.InsteadOf == failing.Number && step.Operation is CreateNetwork).Operation.Subject;
                ObservedNetwork old = before.Networks.Single(network => network.Name == name);
                if (target.Networks.Values.Any(network => network.Name != failing.Operation.Subject && (network.Ipam?.Pools ?? []).Any(pool => old.Ipam.Pools.Any(taken => taken.Subnet == pool.Subnet))))
                {
                    return; // Somebody else got its subnet, so it cannot come back.
                }

                Interlocked.Increment(ref cases);
                Walk(engine, target, plan, random, int.MaxValue, failing.Number);

                engine.Networks[name].Should().BeEquivalentTo(old, options => options.Excluding(network => network.Id).Excluding(network => network.Endpoints));
                foreach (ObservedContainer container in before.Containers.Where(container => container.Endpoints.ContainsKey(name) && engine.Containers.ContainsKey(container.Id)))
                {
                    ObservedEndpoint endpoint = engine.Containers[container.Id].Endpoints[name];
                    endpoint.Should().BeEquivalentTo(container.Endpoints[name], options => options.Excluding(value => value.NetworkId));
                    endpoint.NetworkId.Should().Be(engine.Networks[name].Id);
                }

                Move(engine, target, random, int.MaxValue);
                MustBe(engine, target);
            },
            iter: 2_000,
            threads: 2);
        cases.Should().BeGreaterThan(200, "a property that is hardly ever asked proves nothing");
    }

    [Theory]
    [InlineData(NetworkChange.Live)]
    [InlineData(NetworkChange.Recreate)]
    public void What_was_done_by_hand_in_between_is_healed_and_strangers_keep_their_place(NetworkChange change) =>
        Cases.Sample(
            draw =>
            {
                var random = new Random(draw.Seed);
                var engine = new EngineSimulator(draw.Multiple);
                ReconcileOptions options = Options with { NetworkChange = change, DetachForeign = true };
                ComposeProject from = RandomProject.Draw(random, draw.From);
                Move(engine, from, random, int.MaxValue);
                for (int act = random.Next(5); act > 0; act--)
                {
                    Meddle(engine, random);
                }

                ObservedContainer? stranger = engine.Networks.Count == 0 ? null : AddStranger(engine, engine.Networks.Values.ElementAt(random.Next(engine.Networks.Count)));
                ComposeProject target = random.Next(2) == 0 ? from : RandomProject.Draw(random, draw.To);
                Move(engine, target, random, int.MaxValue, options);

                MustBe(engine, target, options: options);
                MustKeepItsPlace(engine, target, stranger);
            },
            iter: 1_000,
            threads: 2);

    [Fact]
    public void Down_leaves_nothing_whatever_was_there() =>
        Cases.Sample(
            draw =>
            {
                var random = new Random(draw.Seed);
                var engine = new EngineSimulator(draw.Multiple);
                ComposeProject project = RandomProject.Draw(random, draw.From);
                Move(engine, project, random, random.Next(30));
                Move(engine, Reconciler.Emptied(project), random, int.MaxValue, Options with { RemoveVolumes = true, RemoveImages = ImageRemoval.All });
                engine.Containers.Should().BeEmpty();
                engine.Networks.Should().BeEmpty();
                engine.Volumes.Should().BeEmpty();
                engine.Images.Should().BeEmpty();
            },
            iter: 1_000,
            threads: 2);

    [Fact]
    public void Down_by_the_labels_alone_leaves_nothing_whatever_was_there() =>
        Cases.Sample(
            draw =>
            {
                var random = new Random(draw.Seed);
                var engine = new EngineSimulator(draw.Multiple);
                ComposeProject project = RandomProject.Draw(random, draw.From);
                Move(engine, project, random, random.Next(30));
                if (FoundProject.Of(engine.Observe(project)) is { } found)
                {
                    Move(engine, Reconciler.Emptied(found), random, int.MaxValue, Options with { RemoveVolumes = true });
                }

                engine.Containers.Should().BeEmpty();
                engine.Networks.Should().BeEmpty();
                engine.Volumes.Should().BeEmpty();
            },
            iter: 500,
            threads: 2);

    [Fact]
    public void From_whatever_the_verbs_leave_behind_up_brings_all_back() =>
        Cases.Sample(
            draw =>
            {
                var random = new Random(draw.Seed);
                var engine = new EngineSimulator(draw.Multiple);
                ComposeProject project = RandomProject.Draw(random, draw.From);
                Move(engine, project, random, int.MaxValue);
                ComposeProject anybody = project with { Services = project.Services.Clear() }; // The verbs do not make dependencies that are gone.
                for (int verb = 0; verb < 4; verb++)
                {
                    Walk(engine, anybody, AnyVerb(project, engine.Observe(project), random), random, random.Next(6));
                }

                Move(engine, project, random, int.MaxValue);
                MustBe(engine, project);
            },
            iter: 2_000,
            threads: 2);

    [Fact]
    public void Each_verb_done_to_its_end_has_nothing_to_do_a_second_time() =>
        Cases.Sample(
            draw =>
            {
                var random = new Random(draw.Seed);
                var engine = new EngineSimulator(draw.Multiple);
                ComposeProject project = RandomProject.Draw(random, draw.From);
                Move(engine, project, random, int.MaxValue);
                Func<ObservedState, Plan>[] verbs =
                [
                    observed => Lifecycle.Pause(project, observed),
                    observed => Lifecycle.Unpause(project, observed),
                    observed => Lifecycle.Kill(project, observed),
                    observed => Lifecycle.Start(project, observed),
                    observed => Lifecycle.Stop(project, observed),
                    observed => Lifecycle.Remove(project, observed),
                ];
                foreach (Func<ObservedState, Plan> verb in verbs)
                {
                    Walk(engine, project, verb(engine.Observe(project)), random, int.MaxValue);
                    verb(engine.Observe(project)).IsEmpty.Should().BeTrue();
                }

                engine.Containers.Should().BeEmpty();
            },
            iter: 500,
            threads: 2);

    [Fact]
    public void The_same_input_gives_the_same_plan() =>
        Cases.Sample(
            draw =>
            {
                var random = new Random(draw.Seed);
                var engine = new EngineSimulator(draw.Multiple);
                Move(engine, RandomProject.Draw(random, draw.From), random, random.Next(30));
                ComposeProject target = RandomProject.Draw(random, draw.To);
                Reconciler.Reconcile(target, engine.Observe(target), Options).ToJson()
                    .Should().Be(Reconciler.Reconcile(target, engine.Observe(target), Options).ToJson());
            },
            iter: 200,
            threads: 2);

    [Fact]
    public void A_plan_with_one_dependency_cut_is_caught_often()
    {
        int caught = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var engine = new EngineSimulator(seed % 2 == 0);
            Move(engine, RandomProject.Draw(random, 5), random, int.MaxValue);
            ComposeProject target = RandomProject.Draw(random, 5);
            Plan plan = Reconciler.Reconcile(target, engine.Observe(target), Options);
            PlanStep[] dependent = [.. plan.Steps.Where(step => !step.DependsOn.IsEmpty)];
            if (dependent.Length == 0)
            {
                continue;
            }

            PlanStep victim = dependent[random.Next(dependent.Length)];
            PlanStep mutilated = victim with { DependsOn = victim.DependsOn.RemoveAt(random.Next(victim.DependsOn.Length)) };
            try
            {
                Walk(engine, target, plan with { Steps = plan.Steps.Replace(victim, mutilated) }, random, int.MaxValue);
                MustBe(engine, target);
            }
            catch (Exception exception) when (exception is InvalidOperationException or Xunit.Sdk.XunitException)
            {
                caught++;
            }
        }

        caught.Should().BeGreaterThan(30, "a property that a broken plan passes proves nothing");
    }

    // The simulator knows fixed ports only.
    private static ComposeProject Copy(Random random, int size)
    {
        ComposeProject copy = RandomProject.Draw(random, size).Isolate("b7");
        return copy with { Services = copy.Services.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value with { Ports = [] }) };
    }

    // Carries out at most so many steps of the plan, each time any of those whose dependencies are done.
    private static void Move(EngineSimulator engine, ComposeProject project, Random random, int steps, ReconcileOptions? options = null)
    {
        Plan plan = Reconciler.Reconcile(project, engine.Observe(project), options ?? Options);
        plan.HasErrors.Should().BeFalse(plan.ToString());
        plan.Steps.All(step => step.DependsOn.Concat(step.After).All(number => number < step.Number)).Should().BeTrue("a step depends only on earlier ones");
        Walk(engine, project, plan, random, steps);
    }

    // As the executor does it: what depends on a failed step is left out, and what makes up for one is only begun after a failure.
    private static void Walk(EngineSimulator engine, ComposeProject project, Plan plan, Random random, int steps, int? failing = null)
    {
        var done = new List<int>();
        var succeeded = new HashSet<int>();
        while (done.Count < plan.Steps.Length && succeeded.Count < steps)
        {
            PlanStep[] ready = [.. plan.Steps.Where(step => !done.Contains(step.Number) && step.DependsOn.Concat(step.After).Concat(step.InsteadOf is { } other ? [other] : []).All(done.Contains))];
            PlanStep step = ready[random.Next(ready.Length)];
            done.Add(step.Number);
            if (step.Number == failing || !step.DependsOn.All(succeeded.Contains) || (step.InsteadOf is { } original && succeeded.Contains(original)))
            {
                continue;
            }

            try
            {
                engine.Execute(step.Operation);
            }
            catch (InvalidOperationException) when (step.MayFail)
            {
                continue;
            }
            catch (InvalidOperationException exception)
            {
                throw new InvalidOperationException($"Step {step.Number}: {exception.Message} (done: {string.Join(' ', done)})\n{plan}", exception);
            }

            if (failing is null)
            {
                MustBeReadyFor(engine, project, step);
            }

            succeeded.Add(step.Number);
        }
    }

    private static void Meddle(EngineSimulator engine, Random random)
    {
        ObservedContainer[] containers = [.. engine.Ours];
        if (containers.Length == 0)
        {
            return;
        }

        ObservedContainer container = containers[random.Next(containers.Length)];
        string[] others = [.. engine.Networks.Keys.Where(network => !container.Endpoints.ContainsKey(network))];
        string[] idle = [.. engine.Networks.Keys.Where(network => !engine.Containers.Values.Any(other => other.IsActive && other.Endpoints.ContainsKey(network)))];
        switch (random.Next(4))
        {
            case 0 when container.IsActive:
                engine.Kill(container.Id);
                break;
            case 1 when container.Endpoints.Count > 0:
                engine.Execute(new DisconnectContainer(container.Name, container.Endpoints.Keys.ElementAt(random.Next(container.Endpoints.Count))));
                break;
            case 2 when others.Length > 0 && container.Endpoints.Count > 0:
                engine.Execute(new ConnectContainer(container.Name, new ContainerEndpoint { Network = others[random.Next(others.Length)], Aliases = ["by-hand"] }));
                break;
            case 3 when idle.Length > 0:
                engine.MakeAgain(idle[random.Next(idle.Length)]);
                break;
        }
    }

    private static ObservedContainer AddStranger(EngineSimulator engine, ObservedNetwork network) => engine.AddForeign(new ContainerEndpoint
    {
        Network = network.Name,
        Aliases = ["stranger-alias"],
        Ipv4Address = network.Ipam.Pools.IsEmpty ? null : network.Ipam.Pools[0].Subnet!.Replace("0/24", "50", StringComparison.Ordinal),
    });

    private static void MustKeepItsPlace(EngineSimulator engine, ComposeProject target, ObservedContainer? stranger)
    {
        if (stranger is null)
        {
            return;
        }

        (string network, ObservedEndpoint before) = stranger.Endpoints.Single();
        NetworkDefinition? wanted = target.Networks.Values.FirstOrDefault(definition => definition.Name == network);
        engine.Containers[stranger.Id].Endpoints.Keys.Should().Equal(wanted is null ? [] : [network]);
        if (wanted is not null)
        {
            string? subnet = wanted.Ipam?.Pools[0].Subnet;
            ObservedEndpoint after = engine.Containers[stranger.Id].Endpoints[network];
            after.NetworkId.Should().Be(engine.Networks[network].Id);
            after.Aliases.Should().Equal(before.Aliases);
            bool fits = before.Ipv4Address is { } address && subnet is not null && address.StartsWith(subnet[..^4], StringComparison.Ordinal);
            after.Ipv4Address.Should().Be(fits ? before.Ipv4Address : null);
        }
    }

    private static Plan AnyVerb(ComposeProject project, ObservedState observed, Random random)
    {
        string[] services = [.. project.Services.Keys.Where(_ => random.Next(2) == 0)];
        return random.Next(8) switch
        {
            0 => Lifecycle.Start(project, observed, new StartOptions { Services = [.. services] }),
            1 => Lifecycle.Stop(project, observed, new StopOptions { Services = [.. services] }),
            2 => Lifecycle.Restart(project, observed, new RestartOptions { Services = [.. services] }),
            3 => Lifecycle.Remove(project, observed, new RemoveOptions { Services = [.. services], Stop = random.Next(2) == 0 }),
            4 => Lifecycle.Kill(project, observed, new KillOptions { Services = [.. services] }),
            5 => Lifecycle.Pause(project, observed, new PauseOptions { Services = [.. services] }),
            6 => ImagePlans.Build(project, new BuildImagesOptions { Services = [.. services], Push = true }),
            _ => Lifecycle.Unpause(project, observed, new PauseOptions { Services = [.. services] }),
        };
    }

    private static void MustBeReadyFor(EngineSimulator engine, ComposeProject project, PlanStep step)
    {
        if (step.Operation is not StartContainer || !project.Services.TryGetValue(step.Service!, out ServiceDefinition? service))
        {
            return;
        }

        foreach ((string name, DependencyDefinition dependency) in service.DependsOn.Where(entry => project.Services[entry.Key].Scale > 0))
        {
            ObservedContainer[] containers = [.. engine.Containers.Values.Where(container => container.Service == name)];
            int met = containers.Count(container => dependency.Condition switch
            {
                DependencyCondition.ServiceHealthy => container.Health == ContainerHealth.Healthy || container.State == ContainerState.Exited,
                DependencyCondition.ServiceCompletedSuccessfully => container is { State: ContainerState.Exited, ExitCode: 0 },
                _ => container.IsActive || container is { State: ContainerState.Exited, ExitCode: 0 },
            });
            met.Should().BeGreaterThanOrEqualTo(project.Services[name].Scale, $"{service.Name} starts after {name} ({dependency.Condition})");
        }
    }

    private static void MustBe(EngineSimulator engine, ComposeProject asked, ComposeProject? placed = null, ReconcileOptions? options = null)
    {
        ComposeProject project = placed ?? asked;
        HashSet<string> oneShots = [.. project.Services.Values.SelectMany(service => service.DependsOn).Where(entry => entry.Value.Condition == DependencyCondition.ServiceCompletedSuccessfully).Select(entry => entry.Key)];
        engine.Networks.Keys.Should().BeEquivalentTo(project.Networks.Values.Select(network => network.Name));
        foreach (NetworkDefinition network in project.Networks.Values)
        {
            ObservedNetwork actual = engine.Networks[network.Name];
            actual.Internal.Should().Be(network.Internal);
            actual.DriverOptions.Should().Equal(network.DriverOptions);
            if (placed is null || network.Ipam is not null)
            {
                actual.Ipam.Pools.Select(pool => pool.Subnet).Should().Equal((network.Ipam?.Pools ?? []).Select(pool => pool.Subnet));
            }
        }

        engine.Ours.Should().HaveCount(project.Services.Values.Sum(service => service.Scale));
        foreach (ServiceDefinition service in project.Services.Values)
        {
            ObservedContainer[] containers = [.. engine.Ours.Where(container => container.Service == service.Name)];
            containers.Should().HaveCount(service.Scale);
            foreach (ObservedContainer container in containers)
            {
                container.Name.Should().Be(service.ContainerName ?? $"{project.Name}-{service.Name}-{container.Number}");
                (container.State == ContainerState.Running || (oneShots.Contains(service.Name) && container is { State: ContainerState.Exited, ExitCode: 0 })).Should().BeTrue(container.ToString());
                ServiceDefinition made = engine.Definitions[container.Id].Service;
                (made.Image, made.Environment["LEVEL"], made.NetworkMode).Should().Be((ImageNames.Of(project, service), service.Environment["LEVEL"], service.NetworkMode));
                made.Ports.Should().Equal(service.Ports);
                made.Mounts.Should().Equal(service.Mounts);
                container.AnonymousVolumes.Values.All(engine.Volumes.ContainsKey).Should().BeTrue("nobody takes a volume from a container");
                MustHaveMountsOfOthers(engine, service, container);
                container.Endpoints.Keys.Should().BeEquivalentTo(service.Networks.Keys.Select(key => project.Networks[key].Name));
                foreach ((string key, EndpointDefinition endpoint) in service.Networks)
                {
                    ObservedEndpoint actual = container.Endpoints[project.Networks[key].Name];
                    actual.NetworkId.Should().Be(engine.Networks[project.Networks[key].Name].Id);
                    actual.Ipv4Address.Should().Be(endpoint.Ipv4Address);
                    string[] added = project.Networks[key].Name == $"{project.Name}_{key}" ? [] : [$"{service.Name}.{project.Name}"];
                    actual.Aliases.Should().BeEquivalentTo([container.Name, service.Name, .. endpoint.Aliases, .. added]);
                    actual.GatewayPriority.Should().Be(engine.Observe(project).Engine.GatewayPriority ? endpoint.GatewayPriority : 0);
                    actual.LinkLocalAddresses.Should().Equal(endpoint.LinkLocalAddresses);
                    actual.DriverOptions.Should().Equal(endpoint.DriverOptions);
                }

                (made.IpcMode, made.PidMode).Should().Be((service.IpcMode, service.PidMode));
                if (container.State == ContainerState.Running)
                {
                    engine.SharesLiveNamespaces(container.Id).Should().BeTrue($"{container.Name} shares namespaces that live");
                }
            }
        }

        Plan again = Reconciler.Reconcile(asked, engine.Observe(asked), options ?? Options);
        again.IsEmpty.Should().BeTrue(again.ToString());
    }

    // Its own mounts win, and of several sources the last.
    private static void MustHaveMountsOfOthers(EngineSimulator engine, ServiceDefinition service, ObservedContainer container)
    {
        foreach (VolumesFrom.Service source in service.VolumesFrom.OfType<VolumesFrom.Service>().TakeLast(1))
        {
            ObservedContainer owner = engine.Ours.Where(other => other.Service == source.Name).MinBy(other => other.Number)!; // It has a container, or there is no plan.
            foreach ((string place, string volume) in owner.VolumesByPlace.Where(entry => service.Mounts.All(mount => mount.Target != entry.Key)))
            {
                container.VolumesByPlace.GetValueOrDefault(place).Should().Be(volume, $"{container.Name} has the mounts of {owner.Name}");
            }
        }
    }
}
