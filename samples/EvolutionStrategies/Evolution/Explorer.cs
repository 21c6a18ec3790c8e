using System.Numerics.Tensors;
using EvolutionStrategies.CartPoles;
using Samples.Common;

namespace EvolutionStrategies.Evolution;

/// <summary>Tries out directions. It holds the noise, where it lies in shared memory.</summary>
[RayActor]
internal sealed partial class Explorer(NDArray<float> noise, int seed, float reach) : IDisposable
{
    /// <summary>Tries some of the directions of a generation. Each depends on the seed and its number alone, and not on who tries it.</summary>
    public Trial[] Try(NDArray<float> parameters, int generation, int first, int count)
    {
        var generationSeed = Seeds.Of(seed, generation);
        var trials = new Trial[count];
        Span<float> moved = stackalloc float[Policy.Parameters];
        for (var i = 0; i < count; i++)
        {
            var random = new Random(Seeds.Of(generationSeed, first + i));
            var offset = random.Next(noise.Length - Policy.Parameters + 1);
            var direction = noise.AsSpan().Slice(offset, Policy.Parameters);
            var cart = new CartPole(random);
            TensorPrimitives.MultiplyAdd(direction, reach, parameters.AsSpan(), moved);
            var forth = Policy.Run(moved, cart);
            TensorPrimitives.MultiplyAdd(direction, -reach, parameters.AsSpan(), moved);
            trials[i] = new Trial(offset, forth, Policy.Run(moved, cart));
        }

        return trials;
    }

    public void Dispose() => noise.Dispose();
}
