using System.Numerics.Tensors;
using EvolutionStrategies.CartPoles;
using Samples.Common;

namespace EvolutionStrategies.Evolution;

/// <summary>
/// Evolution strategies (Salimans and others, 2017): parameters move along random directions, by how well these do. The directions are slices of one block of noise that lies in shared
/// memory, so that a number says which it was.
/// </summary>
internal sealed class Population : IAsyncDisposable
{
    private const int ScoredEpisodes = 20;

    private readonly EvolutionOptions _options;
    private readonly Explorer.Handle[] _explorers;
    private NDArray<float> _parameters;
    private int _generation;

    private Population(EvolutionOptions options, ObjectRef<NDArray<float>> noise, NDArray<float> parameters)
    {
        (_options, Noise, _parameters) = (options, noise, parameters);

        // Each gets the reference, and through it the one block.
        _explorers = [.. Enumerable.Range(0, options.Actors).Select(_ => Explorer.Remote.Create(noise, options.Seed, options.Reach))];
    }

    public ObjectRef<NDArray<float>> Noise { get; }

    /// <param name="options">The actors to make.</param>
    /// <param name="noise">The noise that they share.</param>
    public static async Task<Population> CreateAsync(EvolutionOptions options, ObjectRef<NDArray<float>> noise)
    {
        // The start is noise, too; copied, since it outlives the view.
        using var block = await noise;
        return new Population(options, noise, NDArray.Create<float>(block.AsSpan()[..Policy.Parameters]));
    }

    public async Task<Generation> AdvanceAsync(CancellationToken cancellationToken = default)
    {
        var parameters = Ray.Put(_parameters);
        var found = await Ray.GetAsync(Enumerable.Range(0, _options.Actors).Select(Explore).ToList(), cancellationToken: cancellationToken);
        Trial[] trials = [.. found.SelectMany(static part => part)];
        _parameters = await MoveAsync(trials);
        _generation++;
        return new Generation(
            _generation,
            trials.Average(static trial => (trial.Forth + trial.Back) / 2.0),
            trials.Max(static trial => Math.Max(trial.Forth, trial.Back)),
            Score());

        ObjectRef<Trial[]> Explore(int actor)
        {
            var (first, next) = (StartOf(actor), StartOf(actor + 1));
            return _explorers[actor].Try(parameters, _generation, first, next - first);
        }

        int StartOf(int actor) => (int)((long)_options.Directions * actor / _options.Actors);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var explorer in _explorers)
        {
            await explorer.DisposeAsync();
        }
    }

    private async Task<NDArray<float>> MoveAsync(Trial[] trials)
    {
        using var noise = await Noise;
        var parameters = _parameters.ToArray();
        var weights = Ranks.Of(trials);
        for (var i = 0; i < trials.Length; i++)
        {
            var direction = noise.AsSpan().Slice(trials[i].Offset, Policy.Parameters);
            var weight = _options.LearningRate * weights[i] / (_options.Reach * trials.Length);
            TensorPrimitives.MultiplyAdd(direction, weight, parameters, parameters);
        }

        return NDArray.Create<float>(parameters);
    }

    private double Score() =>
        Enumerable.Range(0, ScoredEpisodes).Average(episode => Policy.Run(_parameters.AsSpan(), new CartPole(new Random(Seeds.Of(~_options.Seed, episode)))));
}
