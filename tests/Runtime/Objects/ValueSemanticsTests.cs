using System.Collections.Immutable;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Tests.Objects;

public sealed class ValueSemanticsTests
{
    [Fact]
    public async Task A_struct_that_holds_more_of_its_kind_is_as_immutable_as_the_rest_of_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var tree = new Tree("root", [new Tree("leaf", [])]);

        Assert.Same(tree.Branches, (await Ray.Put(tree)).Branches);
        Assert.False(ValueSemantics.IsImmutable(typeof(Grove)));
        Assert.False(ValueSemantics.IsImmutable(typeof(ImmutableList<Grove>)));
    }

    [Fact]
    public async Task Put_copies()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var list = new List<int> { 1, 2 };
        var array = new[] { 1, 2 };
        var listRef = Ray.Put(list);
        var arrayRef = Ray.Put(array);

        list.Add(3);
        array[0] = 99;

        Assert.Equal([1, 2], await listRef);
        Assert.Equal((int[])[1, 2], await arrayRef);
    }

    [Fact]
    public async Task B017_What_one_reader_does_to_its_copy_no_other_reader_sees()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        ObjectRef<int[]>[] references = [Ray.Put(new[] { 0, 1, 2 }), Sums.Remote.Range(3)];

        foreach (var reference in references)
        {
            var first = await reference;
            first[0] = 99;
            var second = Ray.Get(reference);
            second[1] = 99;
            var third = (await Ray.GetAsync([reference, reference]))[0];
            third[2] = 99;

            Assert.Equal((int[])[0, 1, 2], await reference);
            Assert.Equal(3, await Sums.Remote.SumOf(reference));
        }
    }

    [Fact]
    public async Task Repeats_in_one_get_are_copies_of_their_own()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var reference = Sums.Remote.Range(3);

        var values = await Ray.GetAsync([reference, reference]);

        Assert.NotSame(values[0], values[1]);
    }

    [Fact]
    public async Task A_task_does_not_see_what_becomes_of_its_argument_after_the_call()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var numbers = new[] { 1, 2, 3 };
        var blocking = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        var sum = Sums.Remote.SumOf(numbers);

        numbers[0] = 1000;
        gate.Open();

        Assert.Equal(6, await sum.Soon());
        Assert.Equal(0, await blocking.Soon());
    }

    [Fact]
    public async Task The_caller_does_not_see_what_a_task_does_to_its_argument()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var numbers = new List<int> { 1 };
        var reference = Ray.Put(numbers);

        Assert.Equal([1, 0], await Mutations.Remote.Append(numbers).Soon());
        Assert.Equal([1, 0], await Mutations.Remote.Append(reference).Soon());
        Assert.Equal([1, 0], await Mutations.Remote.Append(reference).Soon());

        Assert.Equal([1], numbers);
        Assert.Equal([1], await reference);
    }

    [Fact]
    public async Task A_result_does_not_change_when_the_task_that_made_it_goes_on_changing_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var keeper = Keeper.Remote.Create();
        var first = keeper.Add(1);
        var second = keeper.Add(2);

        Assert.Equal([1, 2], await second.Soon());
        Assert.Equal([1], await first.Soon());
    }

    [Fact]
    public async Task An_actors_returned_list_is_not_its_own()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var keeper = Keeper.Remote.Create();
        var list = await keeper.Add(1).Soon();

        list.Clear();

        Assert.Equal([1, 2], await keeper.Add(2).Soon());
    }

    [Fact]
    public async Task What_an_actor_keeps_of_its_arguments_is_its_own()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var keeper = Keeper.Remote.Create();
        var list = new List<int> { 1, 2 };
        var reference = Ray.Put(list);
        await keeper.Keep(reference).Soon();
        await keeper.Add(3).Soon();

        Assert.Equal([1, 2], await reference);
        await keeper.Keep(list).Soon();
        list.Clear();
        Assert.Equal([1, 2, 9], await keeper.Add(9).Soon());
    }

    [Fact]
    public async Task A_constructors_argument_is_copied_too()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var start = new List<int> { 1 };
        var keeper = Keeper.Remote.Create(start);

        start.Add(99);

        Assert.Equal([1, 2], await keeper.Add(2).Soon());
    }

    [Fact]
    public async Task Immutable_types_are_shared()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var frozen = new Frozen("ice");
        var text = new string('x', 10);
        var array = NDArray.Zeros<int>(4);

        Assert.Same(frozen, await Ray.Put(frozen));
        Assert.Same(frozen, await Echoes.Remote.Echo<Frozen>(frozen).Soon());
        Assert.Same(text, await Echoes.Remote.Echo<string>(text).Soon());
        Assert.Same(array, await Echoes.Remote.Echo<NDArray<int>>(Ray.Put(array)).Soon());
    }

    [Fact]
    public async Task Immutable_things_inside_what_is_copied_are_shared()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var frozen = new Frozen("ice");
        var list = new List<Frozen> { frozen };

        var back = await Echoes.Remote.Echo<List<Frozen>>(list).Soon();

        Assert.NotSame(list, back);
        Assert.Same(frozen, back[0]);
    }

    [Fact]
    public async Task Aliases_inside_one_object_survive()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var shared = new List<int> { 1 };
        var twice = new List<List<int>> { shared, shared };

        foreach (var back in new[] { await Ray.Put(twice), await Echoes.Remote.Echo<List<List<int>>>(twice).Soon() })
        {
            Assert.NotSame(shared, back[0]);
            Assert.Same(back[0], back[1]);
        }
    }

    [Fact]
    public async Task B015_A_list_that_holds_itself_survives()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var list = new List<object> { 1 };
        list.Add(list);

        var back = await Ray.Put(list);

        Assert.NotSame(list, back);
        Assert.Equal(1, back[0]);
        Assert.Same(back, back[1]);
    }

    [Fact]
    public async Task B015_Two_objects_that_point_at_each_other_survive()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var one = new Link { Name = "one" };
        one.Next = new Link { Name = "two", Next = one };

        foreach (var back in new[] { await Ray.Put(one), await Echoes.Remote.Echo<Link>(one).Soon() })
        {
            Assert.NotSame(one, back);
            Assert.Equal("two", back.Next?.Name);
            Assert.Same(back, back.Next?.Next);
        }
    }
}
