namespace Orleans.Conformance.Serialization;

public sealed class MemberRuleTests : SerializerTest
{
    [Fact]
    public void Only_members_with_an_id_travel()
    {
        var value = new PartlyMarked { Marked = 1, Unmarked = 2 };
        Assert.Equal((1, 0), (RoundTrip(value).Marked, RoundTrip(value).Unmarked));
        Assert.Equal((1, 0), (Copier.Copy(value).Marked, Copier.Copy(value).Unmarked));
    }

    [Fact]
    public void Members_of_every_accessibility_travel()
    {
        var value = new EveryMember("private", 2, "get-only", "private set") { Init = "init", Required = "required" };
        foreach (var result in new[] { RoundTrip(value), Copier.Copy(value) })
        {
            Assert.NotSame(value, result);
            Assert.Equal(value.Describe(), result.Describe());
        }
    }

    [Fact]
    public void A_property_with_a_body_goes_through_its_accessors()
    {
        Assert.Equal(21, RoundTrip(new WithBody { Doubled = 42 }).Half);
        Assert.Equal(21, Copier.Copy(new WithBody { Doubled = 42 }).Half);
    }

    [Fact]
    public void A_parameterless_constructor_runs()
    {
        Assert.Equal("set", RoundTrip(new WithConstructor()).FromConstructor);
        Assert.Equal("set", Copier.Copy(new WithConstructor()).FromConstructor);
    }

    [Fact]
    public void No_other_constructor_runs()
    {
        var value = new WithoutConstructor(5);
        Assert.Null(RoundTrip(value).FromConstructor);
        Assert.Equal(5, RoundTrip(value).Number);
        Assert.Null(Copier.Copy(value).FromConstructor);
    }

    [Fact]
    public void Structs_travel()
    {
        Assert.Equal(new Point(1, 2), RoundTrip(new Point(1, 2)));
        Assert.Equal(new Point(1, 2), RoundTrip<object>(new Point(1, 2)));
        Assert.Equal(new Point(1, 2), Copier.Copy(new Point(1, 2)));
        var value = new WithReference { Leaf = new Leaf { Number = 4 } };
        Assert.Equal(4, RoundTrip(value).Leaf!.Number);
        Assert.NotSame(value.Leaf, Copier.Copy(value).Leaf);
    }

    [Fact]
    public void Nested_and_internal_types_travel()
    {
        Assert.Equal(3, RoundTrip(new Outer.Inner { Value = 3 }).Value);
        Assert.Equal(3, RoundTrip<object>(new Outer.Inner { Value = 3 }) is Outer.Inner { Value: 3 } ? 3 : 0);
        Assert.Equal(3, Copier.Copy(new Outer.Inner { Value = 3 }).Value);
    }

    [Fact]
    public void Ids_need_not_be_dense_or_in_order()
    {
        var value = new SparseIds { Last = 1, First = "x", Middle = 2.5 };
        foreach (var result in new[] { RoundTrip(value), Copier.Copy(value) })
        {
            Assert.Equal((1, "x", 2.5), (result.Last, result.First, result.Middle));
        }
    }

    [Fact]
    public void Many_members_travel()
    {
        var value = new ManyMembers { A = 1, B = 2, C = 3, D = 4, E = 5, F = 6, G = 7, H = 8, I = 9, J = 10, K = 11, L = 12 };
        var result = RoundTrip(value);
        Assert.Equal(78, result.A + result.B + result.C + result.D + result.E + result.F + result.G + result.H + result.I + result.J + result.K + result.L);
        Assert.Equal(12, result.L);
    }

    [Fact]
    public void Ids_can_be_generated_for_public_properties()
    {
        var value = new GeneratedIds { First = 1, Second = "b" };
        Assert.Equal((1, "b"), (RoundTrip(value).First, RoundTrip(value).Second));
        Assert.Equal((1, "b"), (Copier.Copy(value).First, Copier.Copy(value).Second));
    }

    [Fact]
    public void An_empty_type_travels() => Assert.NotNull(RoundTrip(new Empty()));
}

[GenerateSerializer]
public sealed class PartlyMarked
{
    [Id(0)]
    public int Marked { get; set; }

    public int Unmarked { get; set; }
}

[GenerateSerializer]
public sealed class EveryMember
{
    [Id(0)]
    private readonly string _private;

    [Id(1)]
    internal int InternalField;

    public EveryMember(string privateValue, int internalValue, string getOnly, string privateSet)
    {
        _private = privateValue;
        InternalField = internalValue;
        GetOnly = getOnly;
        PrivateSet = privateSet;
    }

    [Id(2)]
    public string GetOnly { get; }

    [Id(3)]
    public string PrivateSet { get; private set; }

    [Id(4)]
    public string? Init { get; init; }

    [Id(5)]
    public required string Required { get; set; }

    public string Describe() => string.Join('|', _private, InternalField, GetOnly, PrivateSet, Init, Required);
}

[GenerateSerializer]
public sealed class WithBody
{
    public int Half { get; private set; }

    [Id(0)]
    public int Doubled
    {
        get => Half * 2;
        set => Half = value / 2;
    }
}

[GenerateSerializer]
public sealed class WithConstructor
{
    public WithConstructor() => FromConstructor = "set";

    public string? FromConstructor { get; }

    [Id(0)]
    public int Number { get; set; }
}

[GenerateSerializer]
public sealed class WithoutConstructor
{
    public WithoutConstructor(int number)
    {
        Number = number;
        FromConstructor = "set";
    }

    public string? FromConstructor { get; }

    [Id(0)]
    public int Number { get; }
}

[GenerateSerializer]
public readonly struct Point(int x, int y) : IEquatable<Point>
{
    [Id(0)]
    public readonly int X = x;

    [Id(1)]
    public readonly int Y = y;

    public bool Equals(Point other) => X == other.X && Y == other.Y;

    public override bool Equals(object? obj) => obj is Point other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(X, Y);
}

[GenerateSerializer]
public struct WithReference
{
    [Id(0)]
    public Leaf? Leaf;
}

internal static class Outer
{
    [GenerateSerializer]
    internal sealed class Inner
    {
        [Id(0)]
        public int Value { get; set; }
    }
}

[GenerateSerializer]
public sealed class SparseIds
{
    [Id(100000)]
    public int Last { get; set; }

    [Id(3)]
    public string? First { get; set; }

    [Id(40)]
    public double Middle { get; set; }
}

[GenerateSerializer]
public sealed class ManyMembers
{
    [Id(0)]
    public int A { get; set; }

    [Id(1)]
    public int B { get; set; }

    [Id(2)]
    public int C { get; set; }

    [Id(3)]
    public int D { get; set; }

    [Id(4)]
    public int E { get; set; }

    [Id(5)]
    public int F { get; set; }

    [Id(6)]
    public int G { get; set; }

    [Id(7)]
    public int H { get; set; }

    [Id(8)]
    public int I { get; set; }

    [Id(9)]
    public int J { get; set; }

    [Id(10)]
    public int K { get; set; }

    [Id(11)]
    public int L { get; set; }
}

[GenerateSerializer(GenerateFieldIds = GenerateFieldIds.PublicProperties)]
public sealed class GeneratedIds
{
    public int First { get; set; }

    public string? Second { get; set; }
}

[GenerateSerializer]
public sealed class Empty;
