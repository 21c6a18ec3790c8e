using global::Lbfgs.Optimization;

namespace Orleans.Ray.Samples.Tests.Lbfgs;

public sealed class CurvatureTests
{
    private const int Dimensions = 20;

    private static readonly NDArray<double> Weights = NDArray.Create<double>([.. Enumerable.Range(0, Dimensions).Select(static i => Math.Pow(1e4, i / (Dimensions - 1.0)))]);

    [Theory]
    [InlineData(Dimensions, Dimensions)]
    [InlineData(5, 60)]
    public void With_exact_steps_a_bowl_of_twenty_dimensions_takes_twenty_of_them_and_more_with_less_memory(int memory, int most)
    {
        var curvature = new Curvature(memory);
        var gradient = Weights;
        var steps = 0;
        while (NDArray.Norm(gradient) > 1e-5)
        {
            var direction = curvature.DirectionFor(gradient);
            var length = -NDArray.Dot(gradient, direction) / NDArray.Dot(direction, Weights * direction);
            var step = length * direction;
            curvature.Add(step, Weights * step);
            gradient += Weights * step;
            steps++;
        }

        Assert.InRange(steps, Dimensions - 2, most);
    }

    [Fact]
    public void Without_any_step_the_direction_is_that_of_steepest_descent() =>
        Assert.Equal(NDArray.Create<double>([-3, 4]), new Curvature(5).DirectionFor(NDArray.Create<double>([3, -4])));

    [Fact]
    public void A_step_along_which_the_function_curves_down_is_left_out()
    {
        var curvature = new Curvature(5);
        curvature.Add(NDArray.Create<double>([1, 0]), NDArray.Create<double>([-1, 0]));
        Assert.True(curvature.IsEmpty);
    }
}
