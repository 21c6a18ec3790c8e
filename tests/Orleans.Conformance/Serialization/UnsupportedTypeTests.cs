using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Orleans.Serialization;

namespace Orleans.Conformance.Serialization;

public sealed class UnsupportedTypeTests : SerializerTest
{
    public static TheoryData<object> Values() =>
    [
        new NoAttribute(), new StringBuilder("x"), new LinkedList<int>(), new PriorityQueue<int, int>(), new ConcurrentBag<int>(),
        new ObservableCollection<int>(), new Lazy<int>(1), Task.CompletedTask, () => 1, new Action(static () => { }),
        new StructWithReference { Text = "x" }, new ReadOnlySequence<byte>([1]),
    ];

    public static TheoryData<object> SerializationOnly() =>
        [new Complex(1, 2), new Index(1), new Range(1, 2), new Rune('x'), TimeZoneInfo.Utc, JsonDocument.Parse("1").RootElement, new PlainStruct(), new PlainException()];

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void It_is_not_copied(object value) => Assert.Throws<CodecNotFoundException>(() => Copier.Copy(value));

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(SerializationOnly), DisableDiscoveryEnumeration = true)]
    public void It_is_not_serialized(object value) => Assert.Throws<CodecNotFoundException>(() => Serializer.SerializeToArray(value));

    [Fact]
    public void The_message_names_the_type()
    {
        var exception = Assert.Throws<CodecNotFoundException>(() => Serializer.SerializeToArray<object>(new NoAttribute()));
        Assert.Contains(nameof(NoAttribute), exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<CodecNotFoundException>(() => Copier.Copy<object>(new NoAttribute()));
        Assert.Contains(nameof(NoAttribute), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_noticed_deep_inside()
    {
        var value = new Node { Children = { new Node { Anything = new NoAttribute() } } };
        Assert.Throws<CodecNotFoundException>(() => Serializer.SerializeToArray(value));
        Assert.Throws<CodecNotFoundException>(() => Copier.Copy(value));
    }

    [Fact]
    public void The_serializer_works_on_after_a_failure()
    {
        Assert.Throws<CodecNotFoundException>(() => Serializer.SerializeToArray<object[]>([new Leaf(), new NoAttribute()]));
        Assert.Throws<CodecNotFoundException>(() => Copier.Copy<object[]>([new Leaf(), new NoAttribute()]));
        var shared = new Leaf { Number = 3 };
        object[] value = [shared, shared];
        foreach (var result in new[] { RoundTrip(value), Copier.Copy(value) })
        {
            Assert.NotSame(shared, result[0]);
            Assert.Same(result[0], result[1]);
            Assert.Equal(3, ((Leaf)result[0]).Number);
        }
    }
}

public sealed class NoAttribute
{
    public int Number { get; set; }
}

public struct StructWithReference
{
    public string? Text;
}
