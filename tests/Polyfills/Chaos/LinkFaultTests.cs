using Orleans.Polyfill;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Chaos;

public sealed class LinkFaultTests : IAsyncLifetime
{
    private const int Messages = 60;

    private InProcessTestCluster _cluster = null!;
    private ClusterChaos _chaos = null!;
    private IProbeGrain _remote = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
        _chaos = builder.UseChaos(new ChaosOptions { Seed = 5 });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await _cluster.WaitForLivenessToStabilizeAsync();
        _remote = await _cluster.Silos[1].ActivateAsync(_cluster.Silos[0].Factory());
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Nothing_happens_to_messages_unless_it_is_asked_for()
    {
        await NoteAllAsync();

        Assert.Equal(Enumerable.Range(0, Messages), (await _remote.Notes()).Order());
        var counts = _chaos.Counts;
        Assert.Equal((0, 0, 0, 0, 0, 0), (counts.Lost, counts.Duplicated, counts.Delayed, counts.Shuffled, counts.Cut, counts.Waiting));
        Assert.True(counts.Delivered >= 2 * Messages);
    }

    [Fact]
    public async Task Lost_requests_and_replies_end_in_a_timeout()
    {
        _chaos.BetweenSilos = new LinkFaults { LossRate = 0.3 };

        var calls = Enumerable.Range(0, Messages).Select(number => _remote.NoteSoon(number)).ToArray();
        var outcomes = await Task.WhenAll(calls.Select(async call =>
        {
            try
            {
                await call.Soon();
                return true;
            }
            catch (TimeoutException)
            {
                return false;
            }
        }));

        _chaos.BetweenSilos = LinkFaults.None;
        var notes = await _remote.Notes();
        var succeeded = outcomes.Count(outcome => outcome);
        Assert.InRange(succeeded, 1, Messages - 1);
        Assert.InRange(notes.Length, succeeded, Messages);
        Assert.Equal(notes.Length, notes.Distinct().Count());
        Assert.All(Enumerable.Range(0, Messages).Where(number => outcomes[number]), number => Assert.Contains(number, notes));
        Assert.True(_chaos.Counts.Lost >= Messages - succeeded);
    }

    [Fact]
    public async Task Delayed_messages_arrive_all_the_same()
    {
        _chaos.BetweenSilos = new LinkFaults { DelayRate = 0.5, MinDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(10) };

        await NoteAllAsync();

        Assert.Equal(Enumerable.Range(0, Messages), (await _remote.Notes()).Order());
        Assert.InRange(_chaos.Counts.Delayed, 1, 10 * Messages);
        await Patience.Until(() => _chaos.Counts.Waiting == 0);
    }

    [Fact]
    public async Task Shuffled_messages_arrive_in_another_order()
    {
        _chaos.BetweenSilos = new LinkFaults { ShuffleRate = 0.5, ShuffleDepth = 8, MaxDelay = TimeSpan.FromMilliseconds(50) };

        await NoteAllAsync();

        var notes = await _remote.Notes();
        Assert.Equal(Enumerable.Range(0, Messages), notes.Order());
        Assert.NotEqual(Enumerable.Range(0, Messages), notes);
        Assert.InRange(_chaos.Counts.Shuffled, 1, 10 * Messages);
    }

    [Fact]
    public async Task A_duplicated_request_runs_twice_and_its_caller_sees_one_outcome()
    {
        _chaos.BetweenSilos = new LinkFaults { DuplicationRate = 1 };

        var first = await _remote.Count();

        _chaos.BetweenSilos = LinkFaults.None;
        Assert.InRange(first, 1, 2);
        Assert.Equal(3, await _remote.Count());
    }

    [Fact]
    public async Task Duplicated_replies_do_no_harm()
    {
        _chaos.BetweenSilos = new LinkFaults { ReplyDuplicationRate = 1 };

        await NoteAllAsync();

        Assert.Equal(Enumerable.Range(0, Messages), (await _remote.Notes()).Order());
        Assert.True(_chaos.Counts.Duplicated >= Messages);
    }

    [Fact]
    public async Task One_way_calls_may_be_lost_without_a_word()
    {
        _chaos.BetweenSilos = new LinkFaults { LossRate = 1 };
        await _remote.Post(1);
        await Patience.Until(() => _chaos.Counts.Lost > 0);
        _chaos.BetweenSilos = LinkFaults.None;

        Assert.Empty(await _remote.Notes());
    }

    [Fact]
    public async Task Requests_and_replies_of_clients_have_faults_of_their_own()
    {
        var grain = _cluster.Client.GetGrain<IProbeGrain>(_remote.GetPrimaryKeyString());
        _chaos.ToGateways = new LinkFaults { LossRate = 1 };
        await Assert.ThrowsAsync<TimeoutException>(() => grain.NoteSoon(1).Soon());
        _chaos.ToGateways = LinkFaults.None;
        _chaos.ToClients = new LinkFaults { LossRate = 1 };
        await Assert.ThrowsAsync<TimeoutException>(() => grain.NoteSoon(2).Soon());
        _chaos.ToClients = LinkFaults.None;

        Assert.Equal(2, Assert.Single(await grain.Notes().Soon()));
        Assert.Equal(2, Assert.Single(await _remote.Notes()));
    }

    [Fact]
    public async Task Chance_can_be_switched_off()
    {
        _chaos.BetweenSilos = new LinkFaults { LossRate = 1 };
        _chaos.IsActive = false;

        await NoteAllAsync();

        Assert.Equal(0, _chaos.Counts.Lost);
    }

    private Task NoteAllAsync() => Task.WhenAll(Enumerable.Range(0, Messages).Select(number => _remote.Note(number))).Soon();
}
