namespace Orleans.Conformance.Serialization;

public sealed class ImmutabilityTests : SerializerTest
{
    [Fact]
    public void An_immutable_type_is_shared()
    {
        var value = new Frozen(new List<int> { 1 });
        Assert.Same(value, Copier.Copy(value));
        Assert.Same(value, Copier.Copy<object>(value));
        Assert.Same(value, Copier.Copy(new List<Frozen> { value })[0]);
    }

    [Fact]
    public void An_immutable_type_is_serialized_like_any_other()
    {
        var value = new Frozen([1]);
        Assert.NotSame(value, RoundTrip(value));
        Assert.Equal([1], RoundTrip(value).Items);
    }

    [Fact]
    public void An_immutable_member_is_shared()
    {
        var value = new WithImmutableMember { Shared = [1], Copied = [2] };
        var copy = Copier.Copy(value);
        Assert.Same(value.Shared, copy.Shared);
        Assert.NotSame(value.Copied, copy.Copied);
        Assert.Equal(value.Copied, copy.Copied);
    }

    [Fact]
    public void A_struct_without_references_is_copied_without_attributes()
    {
        var value = new PlainStruct { Number = 1, Fraction = 2.5 };
        Assert.Equal(value, Copier.Copy(value));
        Assert.Equal(value, Copier.Copy(new[] { value })[0]);
    }

    [Fact]
    public void An_exception_is_shared_even_without_attributes()
    {
        var value = new PlainException();
        Assert.Same(value, Copier.Copy(value));
        Assert.Same(value, Copier.Copy<object>(value));
        Assert.Same(value, Copier.Copy<Exception>(value));
    }
}

[GenerateSerializer]
[Immutable]
public sealed class Frozen(List<int> items)
{
    [Id(0)]
    public List<int> Items { get; } = items;
}

[GenerateSerializer]
public sealed class WithImmutableMember
{
    [Id(0)]
    [Immutable]
    public int[]? Shared { get; set; }

    [Id(1)]
    public int[]? Copied { get; set; }
}

public struct PlainStruct
{
    public int Number;
    public double Fraction;
}

public sealed class PlainException : Exception;
