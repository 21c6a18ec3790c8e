using System.Numerics.Tensors;
using Lbfgs.Digits;
using Lbfgs.Optimization;

namespace Lbfgs.Learning;

/// <summary>
/// Softmax regression: a digit's score is the product of its weights and the image, plus its bias. Weights and biases are one vector, so that an optimizer need not know of them.
/// </summary>
internal static class Softmax
{
    /// <summary>A weight for each digit and pixel, a row for each digit, and then the biases.</summary>
    public const int Parameters = (DigitSet.Classes * DigitSet.Pixels) + DigitSet.Classes;

    /// <summary>The sum of the losses of all images (the negative logarithm of the probability given to the right digit), and its gradient.</summary>
    public static Evaluation Evaluate(NDArray<double> parameters, DigitSet digits)
    {
        var gradient = new double[Parameters];
        Span<double> scores = stackalloc double[DigitSet.Classes];
        var loss = 0.0;
        for (var i = 0; i < digits.Count; i++)
        {
            var image = digits.Images.AsSpan().Slice(i * DigitSet.Pixels, DigitSet.Pixels);
            Score(parameters.AsSpan(), image, scores);
            loss += ToErrors(scores, digits.Labels[i]);
            for (var digit = 0; digit < DigitSet.Classes; digit++)
            {
                var row = gradient.AsSpan(digit * DigitSet.Pixels, DigitSet.Pixels);
                TensorPrimitives.MultiplyAdd(image, scores[digit], row, row);
                gradient[(DigitSet.Classes * DigitSet.Pixels) + digit] += scores[digit];
            }
        }

        return new Evaluation(loss, NDArray.Create<double>(gradient));
    }

    /// <summary>The share of images whose digit gets the highest score.</summary>
    public static double Accuracy(NDArray<double> parameters, DigitSet digits)
    {
        Span<double> scores = stackalloc double[DigitSet.Classes];
        var right = 0;
        for (var i = 0; i < digits.Count; i++)
        {
            Score(parameters.AsSpan(), digits.Images.AsSpan().Slice(i * DigitSet.Pixels, DigitSet.Pixels), scores);
            right += TensorPrimitives.IndexOfMax<double>(scores) == digits.Labels[i] ? 1 : 0;
        }

        return (double)right / digits.Count;
    }

    private static void Score(ReadOnlySpan<double> parameters, ReadOnlySpan<double> image, Span<double> scores)
    {
        for (var digit = 0; digit < DigitSet.Classes; digit++)
        {
            var weights = parameters.Slice(digit * DigitSet.Pixels, DigitSet.Pixels);
            scores[digit] = TensorPrimitives.Dot(weights, image) + parameters[(DigitSet.Classes * DigitSet.Pixels) + digit];
        }
    }

    // Scores become probabilities, less 1 for the right digit: the derivative of the loss by each score. Returns the loss.
    private static double ToErrors(Span<double> scores, int label)
    {
        // Relative to the highest score, no exponential overflows.
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max<double>(scores), scores);
        var right = scores[label];
        TensorPrimitives.Exp(scores, scores);
        var sum = TensorPrimitives.Sum<double>(scores);
        TensorPrimitives.Divide(scores, sum, scores);
        scores[label] -= 1;
        return Math.Log(sum) - right;
    }
}
