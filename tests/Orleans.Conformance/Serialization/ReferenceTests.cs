namespace Orleans.Conformance.Serialization;

public sealed class ReferenceTests : SerializerTest
{
    [Fact]
    public void A_cycle_stays_a_cycle()
    {
        var value = new Node { Name = "a" };
        value.Next = new Node { Name = "b", Next = value };
        foreach (var result in Results(value))
        {
            Assert.NotSame(value, result);
            Assert.Same(result, result.Next!.Next);
        }
    }

    [Fact]
    public void An_object_that_refers_to_itself_survives()
    {
        var value = new Node();
        value.Anything = value;
        value.Children.Add(value);
        foreach (var result in Results(value))
        {
            Assert.Same(result, result.Anything);
            Assert.Same(result, result.Children[0]);
        }
    }

    [Fact]
    public void Shared_objects_stay_shared()
    {
        var shared = new Node { Name = "shared" };
        var value = new Node { Next = shared, Anything = shared, Children = { shared, shared } };
        foreach (var result in Results(value))
        {
            Assert.NotSame(shared, result.Next);
            Assert.Same(result.Next, result.Anything);
            Assert.Same(result.Next, result.Children[0]);
            Assert.Same(result.Next, result.Children[1]);
        }
    }

    [Fact]
    public void Shared_collections_stay_shared()
    {
        var list = new List<int> { 1 };
        var array = new byte[] { 1 };
        object[] value = [list, list, array, array];
        foreach (var result in new[] { RoundTrip(value), Copier.Copy(value) })
        {
            Assert.NotSame(list, result[0]);
            Assert.Same(result[0], result[1]);
            Assert.NotSame(array, result[2]);
            Assert.Same(result[2], result[3]);
        }
    }

    [Fact]
    public void An_array_may_contain_itself()
    {
        var value = new object[2];
        value[1] = value;
        foreach (var result in new[] { RoundTrip(value), Copier.Copy(value) })
        {
            Assert.NotSame(value, result);
            Assert.Same(result, result[1]);
        }
    }

    [Fact]
    public void Collections_may_contain_themselves()
    {
        var list = new List<object>();
        list.Add(list);
        var dictionary = new Dictionary<string, object>();
        dictionary["self"] = dictionary;
        foreach (var result in new[] { RoundTrip(list), Copier.Copy(list) })
        {
            Assert.NotSame(list, result);
            Assert.Same(result, result[0]);
        }

        foreach (var result in new[] { RoundTrip(dictionary), Copier.Copy(dictionary) })
        {
            Assert.NotSame(dictionary, result);
            Assert.Same(result, result["self"]);
        }
    }

    [Fact]
    public void Equal_objects_that_are_not_the_same_stay_apart()
    {
        Person[] value = [new("a", 1), new("a", 1)];
        foreach (var result in new[] { RoundTrip(value), Copier.Copy(value) })
        {
            Assert.NotSame(result[0], result[1]);
        }
    }

    [Fact]
    public void Many_shared_objects_survive()
    {
        var distinct = Enumerable.Range(0, 1000).Select(static number => new Leaf { Number = number }).ToArray();
        var value = distinct.Concat(distinct).ToList();
        foreach (var result in new[] { RoundTrip(value), Copier.Copy(value) })
        {
            for (var i = 0; i < 1000; i++)
            {
                Assert.Equal(i, result[i].Number);
                Assert.Same(result[i], result[i + 1000]);
            }
        }
    }

    [Fact]
    public void One_copy_does_not_know_of_another()
    {
        var value = new Leaf();
        Assert.NotSame(Copier.Copy(value), Copier.Copy(value));
    }

    private Node[] Results(Node value) => [RoundTrip(value), Copier.Copy(value)];
}
