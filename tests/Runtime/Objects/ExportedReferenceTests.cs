using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Ray.Objects;
using Orleans.Ray.Tasks;
using Orleans.Ray.Tests.Nodes;
using Orleans.Serialization;
using Orleans.TestingHost;

namespace Orleans.Ray.Tests.Objects;

/// <summary>References that are serialized by the program itself, or go to another process.</summary>
[Collection(ProcessWideCollection.Name)]
public sealed class ExportedReferenceTests
{
    [Fact]
    public async Task B211_A_reference_that_was_serialized_resolves_when_nobody_else_refers_to_the_object()
    {
        await using var cluster = await DeployAsync();
        var (ray, serializer, node) = Of(cluster);
        var bytes = SerializeLarge(ray, serializer);
        StoreCollect();

        var back = serializer.Deserialize<ObjectRef<NDArray<double>>>(bytes);
        using (var block = await back.Soon())
        {
            Assert.True(Bulk.IsBlock(block, 3));
        }

        Assert.Equal(3, await ray.Run(() => Ray.Get(back)[0]).Soon());
        Assert.Equal(3, await Bulk.Remote.First(back).Soon());
        Assert.Equal(1, node.Exports.Count);

        await ray.FreeAsync([back]);
        var summary = Assert.Single(await ray.State.SummarizeObjectStoresAsync());
        await WaitForCondition.HoldsAsync(() =>
        {
            StoreCollect();
            return node.Store.Statistics().BytesInUse == 0;
        });
        Assert.Equal(0, node.Exports.Count);
        Assert.Equal(1, summary.Objects);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static byte[] SerializeLarge(IRay ray, Serializer serializer) => serializer.SerializeToArray(ray.Put(Bulk.NewBlock(3)));
    }

    [Fact]
    public async Task B211_What_comes_out_counts_as_any_other_reference_and_equals_it()
    {
        await using var cluster = await DeployAsync();
        var (ray, serializer, node) = Of(cluster);
        var reference = ray.Put(1);

        var bytes = serializer.SerializeToArray(reference);
        var again = serializer.SerializeToArray(reference);
        var back = serializer.Deserialize<ObjectRef<int>>(bytes);

        Assert.Equal(bytes, again);
        Assert.Equal(reference, back);
        Assert.Equal(reference.GetHashCode(), back.GetHashCode());
        Assert.NotEqual(reference, ray.Put(1));
        Assert.Equal(1, node.Exports.Count);
        var (ready, _) = await ray.WaitAsync([back]);
        Assert.Equal(1, await ready.Single());
    }

    [Fact]
    public async Task A_reference_to_what_is_pending_or_fails_is_serialized_like_any_other()
    {
        await using var cluster = await DeployAsync();
        var (_, serializer, _) = Of(cluster);
        using var gate = new Gate();
        var pending = Gated.Remote.Later(gate.Id, 7);
        var failed = Gated.Remote.FailLater(gate.Id, "as asked");

        var back = serializer.Deserialize<ObjectRef<int>>(serializer.SerializeToArray(pending));
        var failing = serializer.Deserialize<ObjectRef<int>>(serializer.SerializeToArray(failed));
        Assert.False(back.IsReady);
        gate.Open();

        Assert.Equal(7, await back.Soon());
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing.Soon());
    }

    [Fact]
    public async Task References_inside_of_values_and_of_any_static_type_come_back()
    {
        await using var cluster = await DeployAsync();
        var (ray, serializer, _) = Of(cluster);

        var parcel = serializer.Deserialize<GrainParcel>(serializer.SerializeToArray(new GrainParcel { Value = ray.Put(5) }));
        var list = serializer.Deserialize<List<ObjectRef>>(serializer.SerializeToArray(new List<ObjectRef> { ray.Put(6), ray.Put("seven"), null! }));
        var any = serializer.Deserialize<object>(serializer.SerializeToArray<object>(ray.Put(8)));
        var none = serializer.Deserialize<ObjectRef<int>>(serializer.SerializeToArray<ObjectRef<int>>(null!));

        Assert.Equal(5, await parcel.Value.Soon());
        Assert.Equal(6, await ((ObjectRef<int>)list[0]).Soon());
        Assert.Equal("seven", await ((ObjectRef<string>)list[1]).Soon());
        Assert.Null(list[2]);
        Assert.Equal(8, await ((ObjectRef<int>)any).Soon());
        Assert.Null(none);
    }

    [Fact]
    public async Task Freeing_the_object_ends_what_its_bytes_lead_to_and_they_say_so()
    {
        await using var cluster = await DeployAsync();
        var (ray, serializer, node) = Of(cluster);
        var reference = ray.Put(1);
        var bytes = serializer.SerializeToArray(reference);

        await ray.FreeAsync([reference]);
        var back = serializer.Deserialize<ObjectRef<int>>(bytes);

        var lost = await Assert.ThrowsAsync<ObjectLostException>(() => back.Soon());
        Assert.Contains("was freed by Ray.FreeAsync", lost.Message, StringComparison.Ordinal);
        Assert.Equal(node.Id, lost.RayFailure()!.NodeId);
        var dependent = await Assert.ThrowsAsync<ObjectLostException>(() => Sums.Remote.Increment(back).Soon());
        Assert.Contains("Sums.Increment", dependent.RayFailure()!.Chain);

        // Serialized after it was freed, it is kept no more than before.
        Assert.Equal(bytes, serializer.SerializeToArray(reference));
        Assert.Equal(0, node.Exports.Count);
    }

    [Fact]
    public async Task What_is_freed_while_it_is_pending_is_kept_until_it_is_ready_and_not_longer()
    {
        await using var cluster = await DeployAsync();
        var (ray, serializer, node) = Of(cluster);
        using var gate = new Gate();
        var pending = Gated.Remote.Later(gate.Id, 7);
        serializer.SerializeToArray(pending);

        await ray.FreeAsync([pending]);
        Assert.Equal(1, node.Exports.Count);
        gate.Open();

        await ray.WaitAsync([pending], timeout: Patience.Limit);
        await WaitForCondition.HoldsAsync(() => node.Exports.Count == 0);
    }

    [Fact]
    public async Task Bytes_of_another_node_can_be_read_and_handed_back_but_not_got()
    {
        await using var first = await DeployAsync();
        await using var second = await DeployAsync();
        var (ray, serializer, node) = Of(first);
        var (otherRay, otherSerializer, other) = Of(second);
        var bytes = serializer.SerializeToArray(new GrainParcel { Value = ray.Put(5) });

        var there = otherSerializer.Deserialize<GrainParcel>(bytes);

        Assert.True(there.Value.IsReady);
        var lost = await Assert.ThrowsAsync<ObjectLostException>(() => there.Value.Soon());
        Assert.Contains($"is on node {node.Id}", lost.Message, StringComparison.Ordinal);
        Assert.Contains("resolved by the node that made it alone", lost.Message, StringComparison.Ordinal);
        Assert.Contains("ObjectLostException", await there.Value.ExplainAsync(), StringComparison.Ordinal);
        Assert.Throws<ObjectLostException>(() => otherRay.Get(there.Value));
        Assert.False(await otherRay.CancelAsync(there.Value));
        await otherRay.FreeAsync([there.Value]);
        Assert.Equal(0, other.Exports.Count);

        // The state of a grain, say, is stored again as it was.
        var handedBack = otherSerializer.SerializeToArray(there);
        Assert.Equal(5, await serializer.Deserialize<GrainParcel>(handedBack).Value.Soon());
    }

    [Fact]
    public async Task Bytes_outlive_their_node_and_tell_what_became_of_it()
    {
        var first = await DeployAsync();
        var (ray, serializer, _) = Of(first);
        var reference = ray.Put(5);
        var bytes = serializer.SerializeToArray(reference);
        await first.DisposeAsync();
        await using var second = await DeployAsync();

        var there = Of(second).Serializer.Deserialize<ObjectRef<int>>(bytes);

        var lost = await Assert.ThrowsAsync<ObjectLostException>(() => there.Soon());
        Assert.Contains("was restarted since", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copies_within_the_silo_export_nothing()
    {
        await using var cluster = await DeployAsync();
        var (ray, _, node) = Of(cluster);
        var trainer = cluster.GetSiloServiceProvider().GetRequiredService<IGrainFactory>().GetGrain<ITrainer>("m1");

        Assert.Equal(6, await trainer.SumAllAsync([ray.Put(1), ray.Put(2), ray.Put(3)]).Soon());
        Assert.Equal(1, await Ray.Put(new List<ObjectRef<int>> { ray.Put(1) }).Soon() is [var inner] ? await inner.Soon() : 0);
        Assert.NotNull(await ray.Put(new object?[] { ray.Put(1), new string('x', 300_000) }).Soon());

        Assert.Equal(0, node.Exports.Count);
    }

    [Fact]
    public async Task Bytes_that_are_cut_off_or_of_another_type_are_refused()
    {
        await using var cluster = await DeployAsync();
        var (ray, serializer, _) = Of(cluster);
        var bytes = serializer.SerializeToArray(ray.Put(5));
        var text = serializer.SerializeToArray(ray.Put("text"));

        for (var length = 0; length < bytes.Length - 1; length++)
        {
            var part = bytes[..length];
            Assert.ThrowsAny<Exception>(() => serializer.Deserialize<ObjectRef<int>>(part));
        }

        var mismatch = Assert.ThrowsAny<Exception>(() => serializer.Deserialize<ObjectRef<int>>(text));
        Assert.Contains("Int32", mismatch.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handle_is_not_serialized_and_says_so()
    {
        await using var cluster = await DeployAsync();
        var (_, serializer, _) = Of(cluster);
        await using var counter = Counter.Remote.Create(10);

        var refused = Assert.Throws<RaySerializationException>(() => serializer.SerializeToArray(counter));

        Assert.Contains("cannot leave its process", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Ray.GetActorAsync", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Very_many_are_told_of_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var log = new LogLines();
        var exports = new ExportedObjects(new Diagnostics.RayLog(log));
        var references = Enumerable.Range(0, ExportedObjects.FirstWarning + 10).Select(i => ray.Put(i)).ToArray();

        foreach (var reference in references)
        {
            exports.Keep(reference.State);
        }

        Assert.Contains("Ray.FreeAsync", Assert.Single(log.Warnings), StringComparison.Ordinal);
        exports.Close();
        Assert.Equal(0, exports.Count);
        exports.Keep(references[0].State);
        Assert.Equal(0, exports.Count);
    }

    private static void StoreCollect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static (IRay Ray, Serializer Serializer, RayNode Node) Of(InProcessTestCluster cluster)
    {
        var services = cluster.GetSiloServiceProvider();
        return (services.GetRequiredService<IRay>(), services.GetRequiredService<Serializer>(), services.GetRequiredService<RayNode>());
    }

    private static async Task<InProcessTestCluster> DeployAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSilo(static (_, silo) => silo.AddRay(static o => (o.NumCpus, o.NumGpus) = (2, 1)));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
