namespace Quickstart.Snippets;

/// <summary>Handles of actors are values: a rollout is a task that is given the simulator to drive.</summary>
internal static partial class Simulations
{
    [RayTask]
    public static async Task<int> Rollout(Simulator.Handle simulator)
    {
        var total = 0;
        var observation = await simulator.Reset();
        while (!observation.Done)
        {
            observation = await simulator.Step(-Math.Sign(observation.Position));
            total += observation.Reward;
        }

        return total;
    }

    public static Snippet<int[]> Rollouts { get; } = new("Simulators: eight rollouts in parallel", async () =>
    {
        var simulators = Enumerable.Range(1, 8).Select(seed => Simulator.Remote.Create((uint)seed)).ToList();
        var rollouts = simulators.Select(simulator => Simulations.Remote.Rollout(simulator)).ToList();
        return await Ray.GetAsync(rollouts);
    },
    static rewards => $"rewards [{string.Join(", ", rewards)}], best {rewards.Max()}");
}
