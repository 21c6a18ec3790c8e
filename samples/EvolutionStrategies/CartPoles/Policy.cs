using System.Numerics.Tensors;

namespace EvolutionStrategies.CartPoles;

/// <summary>Which way to push: a network with one hidden layer, whose weights are one vector.</summary>
internal static class Policy
{
    public const int Parameters = (Hidden * (Inputs + 2)) + 1;

    /// <summary>Pushes after which an episode ends well.</summary>
    public const int MaxSteps = 500;

    private const int Inputs = 4;
    private const int Hidden = 16;

    /// <summary>How many pushes the pole stays up.</summary>
    public static int Run(ReadOnlySpan<float> parameters, CartPole cart)
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            if (!cart.IsUp)
            {
                return step;
            }

            cart.Push(PushesRight(parameters, cart));
        }

        return MaxSteps;
    }

    private static bool PushesRight(ReadOnlySpan<float> parameters, CartPole cart)
    {
        Span<float> hidden = stackalloc float[Hidden];
        parameters.Slice(Hidden * Inputs, Hidden).CopyTo(hidden);
        ReadOnlySpan<float> inputs = [cart.Position, cart.Velocity, 10 * cart.Angle, cart.Spin];
        for (var input = 0; input < Inputs; input++)
        {
            TensorPrimitives.MultiplyAdd(parameters.Slice(Hidden * input, Hidden), inputs[input], hidden, hidden);
        }

        TensorPrimitives.Tanh(hidden, hidden);
        return TensorPrimitives.Dot(parameters.Slice(Hidden * (Inputs + 1), Hidden), hidden) + parameters[^1] > 0;
    }
}
