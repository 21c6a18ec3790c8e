namespace Orleans.Conformance.Serialization;

public sealed class SurrogateTests : SerializerTest
{
    [Fact]
    public void A_foreign_class_travels_as_its_surrogate()
    {
        var value = new ForeignClass(5, "text");
        Assert.Equal((5, "text"), (RoundTrip(value).Number, RoundTrip(value).Text));
        Assert.Equal(5, Assert.IsType<ForeignClass>(RoundTrip<object>(value)).Number);
        Assert.Equal("text", Copier.Copy(value).Text);
        Assert.NotSame(value, Copier.Copy(value));
    }

    [Fact]
    public void A_foreign_struct_travels_as_its_surrogate()
    {
        var value = new ForeignStruct("text");
        Assert.Equal("text", RoundTrip(value).Text);
        Assert.Equal("text", RoundTrip(new List<ForeignStruct> { value })[0].Text);
        Assert.Equal("text", Copier.Copy(value).Text);
    }

    [Fact]
    public void A_foreign_generic_class_travels_as_its_surrogate()
    {
        var value = new ForeignGeneric<Leaf>(new Leaf { Number = 6 });
        Assert.Equal(6, RoundTrip(value).Content.Number);
        Assert.Equal(6, Assert.IsType<ForeignGeneric<Leaf>>(RoundTrip<object>(value)).Content.Number);
        Assert.NotSame(value.Content, Copier.Copy(value).Content);
    }

    [Fact]
    public void A_foreign_base_class_travels_as_its_surrogate_inside_a_derived_object()
    {
        var value = new OnForeignBase { Text = "base", Number = 4, Own = new Leaf { Number = 5 } };
        foreach (var result in new[] { RoundTrip(value), Assert.IsType<OnForeignBase>(RoundTrip<object>(value)), Copier.Copy(value) })
        {
            Assert.NotSame(value, result);
            Assert.Equal(("base", 4, 5), (result.Text, result.Number, result.Own!.Number));
            Assert.NotSame(value.Own, result.Own);
        }
    }

    [Fact]
    public void A_foreign_base_class_travels_as_its_surrogate_by_itself()
    {
        Assert.Equal(("t", 2), (RoundTrip(new ForeignBaseClass { Text = "t", Number = 2 }).Text, RoundTrip(new ForeignBaseClass { Number = 2 }).Number));
        ForeignBaseClass derived = new OnForeignBase { Text = "base", Own = new Leaf { Number = 6 } };
        Assert.Equal(6, Assert.IsType<OnForeignBase>(RoundTrip(derived)).Own!.Number);
    }

    [Fact]
    public void An_object_with_a_foreign_base_class_may_refer_to_itself()
    {
        var value = new OnForeignBase { Text = "x" };
        value.Self = value;
        foreach (var result in new[] { RoundTrip(value), Copier.Copy(value) })
        {
            Assert.Same(result, result.Self);
            Assert.Equal("x", result.Text);
        }
    }

    [Fact]
    public void A_foreign_struct_may_be_null()
    {
        Assert.Null(RoundTrip<ForeignStruct?>(null));
        Assert.Equal("n", RoundTrip<ForeignStruct?>(new ForeignStruct("n"))!.Value.Text);
        Assert.Equal("n", Copier.Copy<ForeignStruct?>(new ForeignStruct("n"))!.Value.Text);
    }

    [Fact]
    public void A_shared_foreign_object_stays_shared()
    {
        var shared = new ForeignClass(1, "x");
        object[] value = [shared, shared];
        foreach (var result in new[] { RoundTrip(value), Copier.Copy(value) })
        {
            Assert.Same(result[0], result[1]);
        }
    }
}

public sealed class ForeignClass(int number, string text)
{
    public int Number => number;

    public string Text => text;
}

[GenerateSerializer]
public struct ForeignClassSurrogate
{
    [Id(0)]
    public int Number;

    [Id(1)]
    public string Text;
}

[RegisterConverter]
public sealed class ForeignClassConverter : IConverter<ForeignClass, ForeignClassSurrogate>
{
    public ForeignClass ConvertFromSurrogate(in ForeignClassSurrogate surrogate) => new(surrogate.Number, surrogate.Text);

    public ForeignClassSurrogate ConvertToSurrogate(in ForeignClass value) => new() { Number = value.Number, Text = value.Text };
}

public readonly struct ForeignStruct(string text)
{
    public string Text => text;
}

[GenerateSerializer]
public struct ForeignStructSurrogate
{
    [Id(0)]
    public string Text;
}

[RegisterConverter]
public sealed class ForeignStructConverter : IConverter<ForeignStruct, ForeignStructSurrogate>
{
    public ForeignStruct ConvertFromSurrogate(in ForeignStructSurrogate surrogate) => new(surrogate.Text);

    public ForeignStructSurrogate ConvertToSurrogate(in ForeignStruct value) => new() { Text = value.Text };
}

public sealed class ForeignGeneric<T>(T content)
{
    public T Content => content;
}

[GenerateSerializer]
public struct ForeignGenericSurrogate<T>
{
    [Id(0)]
    public T Content;
}

[RegisterConverter]
public sealed class ForeignGenericConverter<T> : IConverter<ForeignGeneric<T>, ForeignGenericSurrogate<T>>
{
    public ForeignGeneric<T> ConvertFromSurrogate(in ForeignGenericSurrogate<T> surrogate) => new(surrogate.Content);

    public ForeignGenericSurrogate<T> ConvertToSurrogate(in ForeignGeneric<T> value) => new() { Content = value.Content };
}

public class ForeignBaseClass
{
    public string? Text { get; set; }

    public int Number { get; set; }
}

[GenerateSerializer]
public sealed class OnForeignBase : ForeignBaseClass
{
    [Id(0)]
    public Leaf? Own { get; set; }

    [Id(1)]
    public OnForeignBase? Self { get; set; }
}

[GenerateSerializer]
public struct ForeignBaseClassSurrogate
{
    [Id(0)]
    public string? Text;

    [Id(1)]
    public int Number;
}

[RegisterConverter]
public sealed class ForeignBaseClassConverter : IConverter<ForeignBaseClass, ForeignBaseClassSurrogate>, IPopulator<ForeignBaseClass, ForeignBaseClassSurrogate>
{
    public ForeignBaseClass ConvertFromSurrogate(in ForeignBaseClassSurrogate surrogate)
    {
        var result = new ForeignBaseClass();
        Populate(surrogate, result);
        return result;
    }

    public ForeignBaseClassSurrogate ConvertToSurrogate(in ForeignBaseClass value) => new() { Text = value.Text, Number = value.Number };

    public void Populate(in ForeignBaseClassSurrogate surrogate, ForeignBaseClass value)
    {
        value.Text = surrogate.Text;
        value.Number = surrogate.Number;
    }
}
