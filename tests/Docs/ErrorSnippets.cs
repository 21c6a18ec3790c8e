namespace Orleans.Ray.Docs.Tests;

public sealed partial class ErrorSnippets
{
    [Fact]
    public async Task Catching()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: errors-catch
        var config = Loading.Remote.Load("missing.json");
        var model = Loading.Remote.Train(config);                // depends on it, and never runs
        try
        {
            await model;
        }
        catch (FileNotFoundException exception)                  // the type that was thrown
        {
            var failure = exception.RayFailure()!;
            Console.WriteLine(failure.TaskName);                 // Loading.Load
            Console.WriteLine(string.Join(" > ", failure.Chain)); // Loading.Load > Loading.Train
        }
        // end

        var thrown = await Assert.ThrowsAsync<FileNotFoundException>(async () => await model);
        Assert.Equal("Loading.Load", thrown.RayFailure()!.TaskName);
        Assert.Equal(["Loading.Load", "Loading.Train"], thrown.RayFailure()!.Chain);
    }

    [Fact]
    public async Task Explaining()
    {
        await using var ray = await Ray.InitAsync(static options => options.NumCpus = 1);

        // snippet: errors-explain
        var endless = Loading.Remote.WaitForCancel();
        var behind = Loading.Remote.Load("model.json");
        Console.WriteLine(await behind.ExplainAsync());          // task 'Loading.Load' waits for resources: it asks for ...
        try
        {
            await Ray.GetAsync(behind, timeout: TimeSpan.FromMilliseconds(50));
        }
        catch (GetTimeoutException exception)
        {
            Console.WriteLine(exception.WaitReason);             // the same line
        }

        await Ray.CancelAsync(endless);
        // end

        Assert.Equal("model.json", await behind);
        await Assert.ThrowsAsync<RayTaskCancelledException>(async () => await endless);
    }

    [Fact]
    public async Task Refusing()
    {
        await using var ray = await Ray.InitAsync(static options => options.NumGpus = 1);

        // snippet: errors-infeasible
        var tooMuch = Loading.Remote.Load("model.json", new TaskOptions { NumGpus = 2 });
        await Assert.ThrowsAsync<InfeasibleRequestException>(async () => await tooMuch);   // at once, and says what is lacking
        // end
    }

    public static partial class Loading
    {
        [RayTask]
        public static string Load(string path) => path == "missing.json" ? throw new FileNotFoundException("There is no such file.", path) : path;

        [RayTask]
        public static string Train(string config) => config;

        [RayTask]
        public static async Task WaitForCancel(CancellationToken cancellationToken) => await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
