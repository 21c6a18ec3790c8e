using global::Lbfgs.Optimization;

namespace Orleans.Ray.Samples.Tests.Lbfgs;

public sealed class MinimizerTests
{
    [Fact]
    public async Task The_end_of_a_curved_valley_is_found()
    {
        var minimum = await MinimizeAsync(Functions.Rosenbrock, [-1.2, 1]);
        Assert.Equal(StopReason.Converged, minimum.Reason);
        Assert.All(minimum.Last.Point.ToArray(), static x => Assert.Equal(1, x, 1e-6));
        Assert.InRange(minimum.Last.Evaluations, 10, 80);
    }

    [Fact]
    public async Task A_function_that_is_much_steeper_one_way_than_another_is_minimized()
    {
        var minimum = await MinimizeAsync(Functions.Bowl, [.. Enumerable.Repeat(1.0, 20)]);
        Assert.Equal(StopReason.Converged, minimum.Reason);
        Assert.InRange(minimum.Last.Value.Loss, 0, 1e-9);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(50)]
    public async Task A_step_to_where_there_is_no_number_is_taken_back(double start)
    {
        var minimum = await MinimizeAsync(Functions.Barrier, [start]);
        Assert.Equal(StopReason.Converged, minimum.Reason);
        Assert.Equal(1, minimum.Last.Point[0], 1e-5);
    }

    [Fact]
    public async Task Each_iteration_makes_the_function_smaller_and_fulfils_the_conditions_of_Wolfe()
    {
        var iterations = new List<Iteration>();
        await new Minimizer(new MinimizerOptions()).MinimizeAsync(Functions.Rosenbrock, NDArray.Create<double>([-1.2, 1]), iterations.Add);

        Assert.Equal(Enumerable.Range(0, iterations.Count), iterations.Select(static at => at.Number));
        foreach (var (before, after) in iterations.Zip(iterations.Skip(1)))
        {
            var step = after.Point - before.Point;
            var (slopeBefore, slopeAfter) = (NDArray.Dot(before.Value.Gradient, step), NDArray.Dot(after.Value.Gradient, step));
            Assert.True(after.Value.Loss <= before.Value.Loss + (1e-4 * slopeBefore));
            Assert.True(Math.Abs(slopeAfter) <= 0.9 * Math.Abs(slopeBefore));
        }
    }

    [Fact]
    public async Task It_stops_after_the_iterations_that_are_allowed()
    {
        var minimum = await MinimizeAsync(Functions.Rosenbrock, [-1.2, 1], new MinimizerOptions { Iterations = 3 });
        Assert.Equal(StopReason.IterationLimit, minimum.Reason);
        Assert.Equal(3, minimum.Last.Number);
    }

    [Fact]
    public async Task It_stops_where_no_step_helps()
    {
        var minimum = await MinimizeAsync(Functions.Kink, [1.3]);
        Assert.Equal(StopReason.NoProgress, minimum.Reason);
        Assert.InRange(minimum.Last.Value.Loss, 0, 1e-3);
    }

    [Fact]
    public async Task A_function_without_a_minimum_does_not_hold_it_up()
    {
        var minimum = await MinimizeAsync(Functions.Slope, [0], new MinimizerOptions { Iterations = 5 });
        Assert.Equal(StopReason.IterationLimit, minimum.Reason);
        Assert.True(minimum.Last.Value.Loss < -1e5);
    }

    [Fact]
    public async Task A_start_at_the_minimum_is_left_as_it_is()
    {
        var minimum = await MinimizeAsync(Functions.Rosenbrock, [1, 1]);
        Assert.Equal((StopReason.Converged, 0, 1), (minimum.Reason, minimum.Last.Number, minimum.Last.Evaluations));
    }

    [Fact]
    public async Task It_can_be_cancelled_between_two_evaluations()
    {
        using var source = new CancellationTokenSource();
        var objective = new Functions(static x => (x[0] * x[0], [2 * x[0]]));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new Minimizer(new MinimizerOptions()).MinimizeAsync(objective, NDArray.Create<double>([100]), _ => source.Cancel(), source.Token));
        Assert.Equal(1, objective.Evaluations);
    }

    private static Task<Minimum> MinimizeAsync(Functions function, double[] start, MinimizerOptions? options = null) =>
        new Minimizer(options ?? new MinimizerOptions { Iterations = 100 }).MinimizeAsync(function, NDArray.Create<double>(start));
}
