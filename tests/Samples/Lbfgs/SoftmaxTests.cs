using global::Lbfgs.Digits;
using global::Lbfgs.Learning;

namespace Orleans.Ray.Samples.Tests.Lbfgs;

public sealed class SoftmaxTests
{
    private static readonly DigitSet Digits = DigitGenerator.Generate(1, 0, 20);

    [Fact]
    public void Without_knowledge_every_digit_is_as_likely_as_any_other()
    {
        var evaluation = Softmax.Evaluate(NDArray.Zeros<double>(Softmax.Parameters), Digits);
        Assert.Equal(Digits.Count * Math.Log(10), evaluation.Loss, 1e-9);
    }

    [Fact]
    public void The_gradient_is_how_the_loss_changes()
    {
        const double Change = 1e-5;
        var parameters = 0.1 * NDArray.RandomNormal<double>(1, Softmax.Parameters);
        var gradient = Softmax.Evaluate(parameters, Digits).Gradient;

        // Weights of some pixels in the middle, where there is ink, and all biases.
        int[] chosen = [.. Enumerable.Range(0, 10).Select(static digit => (digit * DigitSet.Pixels) + (14 * DigitSet.Side) + 10 + digit), .. Enumerable.Range(10 * DigitSet.Pixels, 10)];
        foreach (var index in chosen)
        {
            var expected = (LossWith(index, Change) - LossWith(index, -Change)) / (2 * Change);
            Assert.Equal(expected, gradient[index], 1e-5);
        }

        double LossWith(int index, double change)
        {
            var moved = parameters.ToArray();
            moved[index] += change;
            return Softmax.Evaluate(NDArray.Create<double>(moved), Digits).Loss;
        }
    }

    [Fact]
    public void Scores_of_any_size_give_a_loss()
    {
        var evaluation = Softmax.Evaluate(NDArray.Full(1e4, Softmax.Parameters) * NDArray.RandomNormal<double>(1, Softmax.Parameters), Digits);
        Assert.True(double.IsFinite(evaluation.Loss) && evaluation.Loss > 0);
        Assert.True(double.IsFinite(NDArray.Norm(evaluation.Gradient)));
    }
}
