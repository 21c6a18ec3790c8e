namespace Orleans.Ray.Tests.Races;

/// <summary>Crashes at moments that leave little to hold on to.</summary>
public sealed class RestartRaceTests
{
    private const int Rounds = 400;

    [Fact]
    public async Task An_actor_that_is_restarted_just_as_its_constructor_starts_lives_again()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);

        var random = new Random(3);
        for (var round = 0; round < Rounds; round++)
        {
            using var story = new Story();
            await using var actor = Witness.Remote.Create(story.Id, new ActorOptions { MaxRestarts = -1, MaxTaskRetries = -1 });
            Thread.SpinWait(random.Next(3000));
            var restart = Ray.KillAsync(actor, noRestart: false);

            Assert.Equal(round, await actor.See(0, round, 0).Soon());
            await restart.Soon();
        }
    }
}
