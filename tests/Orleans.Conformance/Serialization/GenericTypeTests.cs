namespace Orleans.Conformance.Serialization;

public sealed class GenericTypeTests : SerializerTest
{
    [Fact]
    public void Generic_types_travel()
    {
        Check(new Wrapper<int> { Value = 5 });
        Check(new Wrapper<string> { Value = "x" });
        Check(new Wrapper<Point> { Value = new Point(1, 2) });
        Check(new Wrapper<Level?> { Value = Level.High });

        void Check<T>(Wrapper<T> value)
        {
            Assert.Equal(value.Value, RoundTrip(value).Value);
            Assert.Equal(value.Value, Assert.IsType<Wrapper<T>>(RoundTrip<object>(value)).Value);
            Assert.Equal(value.Value, Copier.Copy(value).Value);
        }
    }

    [Fact]
    public void Generic_types_nest()
    {
        var value = new Wrapper<Wrapper<List<Leaf>>> { Value = new() { Value = [new Leaf { Number = 8 }] } };
        Assert.Equal(8, RoundTrip(value).Value!.Value![0].Number);
        Assert.Equal(8, Assert.IsType<Wrapper<Wrapper<List<Leaf>>>>(RoundTrip<object>(value)).Value!.Value![0].Number);
        Assert.NotSame(value.Value.Value[0], Copier.Copy(value).Value!.Value![0]);
    }

    [Fact]
    public void Types_nested_in_generic_types_travel()
    {
        var value = new GenericOuter<int>.Nested<string> { First = 1, Second = "a" };
        var result = Assert.IsType<GenericOuter<int>.Nested<string>>(RoundTrip<object>(value));
        Assert.Equal((1, "a"), (result.First, result.Second));
    }

    [Fact]
    public void A_type_may_derive_from_a_generic_one()
    {
        Wrapper<string> value = new NamedWrapper { Value = "v", Name = "n" };
        var result = Assert.IsType<NamedWrapper>(RoundTrip(value));
        Assert.Equal(("v", "n"), (result.Value, result.Name));
        Assert.Equal("v", Copier.Copy(value).Value);
    }

    [Fact]
    public void An_aliased_type_travels()
    {
        Assert.Equal(4, Assert.IsType<Aliased>(RoundTrip<object>(new Aliased { Number = 4 })).Number);
        Assert.Equal(5, Assert.IsType<AliasedGeneric<int>>(RoundTrip<object>(new AliasedGeneric<int> { Value = 5 })).Value);
    }

    [Fact]
    public void A_type_with_a_compound_alias_travels()
    {
        Assert.Equal(4, Assert.IsType<CompoundAliased>(RoundTrip<object>(new CompoundAliased { Number = 4 })).Number);
        Assert.Equal(5, Assert.IsType<Wrapper<CompoundAliased>>(RoundTrip<object>(new Wrapper<CompoundAliased> { Value = new CompoundAliased { Number = 5 } })).Value!.Number);
    }

    [Fact]
    public void Constrained_generic_types_travel()
    {
        var value = new Constrained<Leaf, Level> { First = new Leaf { Number = 1 }, Second = Level.High, Map = new() { [Level.High] = [new Leaf { Number = 2 }] } };
        foreach (var result in new[] { RoundTrip(value), Assert.IsType<Constrained<Leaf, Level>>(RoundTrip<object>(value)), Copier.Copy(value) })
        {
            Assert.Equal((1, Level.High, 2), (result.First!.Number, result.Second, result.Map[Level.High][0].Number));
        }
    }

    [Fact]
    public void A_struct_may_contain_a_collection_of_itself()
    {
        var value = new Tree { Name = "root", Children = [new Tree { Name = "child" }] };
        Assert.Equal("child", RoundTrip(value).Children![0].Name);
        Assert.Equal("child", Copier.Copy(value).Children![0].Name);
        Assert.NotSame(value.Children, Copier.Copy(value).Children);
        var branch = new Branch { Name = "root", Children = [new Branch { Name = "child", Children = [] }] };
        Assert.Equal("child", RoundTrip(branch).Children![0].Name);
        var copy = Copier.Copy(branch);
        Assert.Equal("child", copy.Children![0].Name);
        Assert.NotSame(branch.Children, copy.Children);
    }
}

[GenerateSerializer]
public class Wrapper<T>
{
    [Id(0)]
    public T? Value { get; set; }
}

[GenerateSerializer]
public sealed class NamedWrapper : Wrapper<string>
{
    [Id(0)]
    public string? Name { get; set; }
}

public static class GenericOuter<T>
{
    [GenerateSerializer]
    public sealed class Nested<TInner>
    {
        [Id(0)]
        public T? First { get; set; }

        [Id(1)]
        public TInner? Second { get; set; }
    }
}

[GenerateSerializer]
[Alias("conformance.Aliased")]
public sealed class Aliased
{
    [Id(0)]
    public int Number { get; set; }
}

[GenerateSerializer]
[Alias("conformance.AliasedGeneric`1")]
public sealed class AliasedGeneric<T>
{
    [Id(0)]
    public T? Value { get; set; }
}

[GenerateSerializer]
public struct Tree
{
    [Id(0)]
    public string? Name;

    [Id(1)]
    public List<Tree>? Children;
}

[GenerateSerializer]
public struct Branch
{
    [Id(0)]
    public string? Name;

    [Id(1)]
    public Branch[]? Children;
}

[GenerateSerializer]
[CompoundTypeAlias("conformance", typeof(Leaf), "compound")]
public sealed class CompoundAliased
{
    [Id(0)]
    public int Number { get; set; }
}

[GenerateSerializer]
public sealed class Constrained<TFirst, TSecond>
    where TFirst : class, new()
    where TSecond : struct
{
    [Id(0)]
    public TFirst? First { get; set; }

    [Id(1)]
    public TSecond Second { get; set; }

    [Id(2)]
    public Dictionary<TSecond, List<TFirst>> Map { get; set; } = [];
}
