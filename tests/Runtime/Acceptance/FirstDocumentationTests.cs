namespace Orleans.Ray.Tests.Acceptance;

/// <summary>The values that the programs of Ray's first documentation print.</summary>
public sealed class FirstDocumentationTests
{
    [Fact]
    public async Task B249_Nested_experiments()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);

        var results = await Enumerable.Range(0, 5).Select(i => Papers.Remote.RunExperiment(i)).ToArray().Soon();

        Assert.Equal((int[])[45, 55, 65, 75, 85], results);
    }

    [Fact]
    public async Task B251_A_function_of_a_function_of_a_function()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(3, await Sums.Remote.Increment(Sums.Remote.Increment(Sums.Remote.Increment(0))).Soon());
    }

    [Fact]
    public async Task B252_A_tree_reduce_of_a_hundred_arrays_equals_their_sum()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var arrays = new Queue<ObjectRef<double[]>>(Enumerable.Range(0, 100).Select(i => Papers.Remote.Ones(10, i)));

        while (arrays.Count > 1)
        {
            arrays.Enqueue(Papers.Remote.Add(arrays.Dequeue(), arrays.Dequeue()));
        }

        Assert.Equal(Enumerable.Repeat(4950.0, 10), await arrays.Dequeue().Soon());
    }

    [Fact]
    public async Task B255_Averaged_weights()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var weights = Papers.Remote.Zeros(2);

        var trained = new List<ObjectRef<double[]>> { Papers.Remote.Train(weights, 0.05), Papers.Remote.Train(weights, 0.15) };
        var average = await Papers.Remote.Average(trained).Soon();

        Assert.Equal(0.1, average[0], 10);
        Assert.Equal(0.3, average[1], 10);
    }

    [Fact]
    public async Task B256_A_thousand_tasks_run_on_all_nodes_there_are()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);

        var nodes = await Enumerable.Range(0, 1000).Select(_ => Papers.Remote.Where()).ToArray().Soon();

        Assert.Equal(ray.Nodes().Select(static node => node.Id), nodes.Distinct());
    }

    [Fact]
    public async Task B257_Two_references_to_one_list_stay_two_references_to_one_list()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var list = new List<int> { 1 };

        Assert.True(await Papers.Remote.AreOne(new List<List<int>> { list, list }).Soon());
        var back = await Ray.GetAsync(Ray.Put(new List<List<int>> { list, list }));
        Assert.Same(back[0], back[1]);
        Assert.NotSame(list, back[0]);
    }

    [Fact]
    public async Task B258_A_parameter_server_with_four_workers_loses_no_update()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 4);
        await using var parameters = Counter.Remote.Create(0);

        var workers = Enumerable.Range(0, 4).Select(_ => Papers.Remote.Work(parameters, 250)).ToArray();

        Assert.Equal(1000, (await workers.Soon()).Sum());
        Assert.Equal(1000, await parameters.Increment(0).Soon());
    }
}
