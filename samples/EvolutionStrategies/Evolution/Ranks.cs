namespace EvolutionStrategies.Evolution;

internal static class Ranks
{
    /// <summary>What each trial says of its direction, by the ranks of its two results among all: from -1 (forth is the worst of all, back the best) to 1. Equal results have equal ranks.</summary>
    public static float[] Of(IReadOnlyList<Trial> trials)
    {
        int[] sorted = [.. trials.SelectMany(static trial => new[] { trial.Forth, trial.Back }).Order()];
        var ranks = sorted.Index().GroupBy(static place => place.Item, static place => place.Index).ToDictionary(static places => places.Key, static places => places.Average());
        return [.. trials.Select(trial => (float)((ranks[trial.Forth] - ranks[trial.Back]) / (sorted.Length - 1)))];
    }
}
