namespace Orleans.Conformance.Serialization;

public sealed class InheritanceTests : SerializerTest
{
    [Fact]
    public void Ids_of_base_and_derived_types_are_separate()
    {
        Animal value = new Dog { Name = "Rex", Breed = "Collie", Secret = 5 };
        foreach (var result in new[] { RoundTrip(value), Copier.Copy(value) })
        {
            var dog = Assert.IsType<Dog>(result);
            Assert.Equal(("Rex", "Collie", 5), (dog.Name, dog.Breed, dog.Secret));
        }
    }

    [Fact]
    public void The_run_time_type_travels_wherever_a_base_is_declared()
    {
        var value = new Zoo { First = new Cat { Name = "Tom", Lives = 9 }, All = [new Dog { Breed = "x" }, new Cat { Lives = 1 }, null], Any = new Dog { Name = "d" } };
        foreach (var result in new[] { RoundTrip(value), Copier.Copy(value) })
        {
            Assert.Equal(9, Assert.IsType<Cat>(result.First).Lives);
            Assert.IsType<Dog>(result.All[0]);
            Assert.IsType<Cat>(result.All[1]);
            Assert.Null(result.All[2]);
            Assert.Equal("d", Assert.IsType<Dog>(result.Any).Name);
        }
    }

    [Fact]
    public void A_derived_type_needs_an_attribute_of_its_own()
    {
        Animal value = new Unmarked { Name = "x" };
        Assert.Throws<Orleans.Serialization.CodecNotFoundException>(() => RoundTrip(value));
        Assert.Throws<Orleans.Serialization.CodecNotFoundException>(() => Copier.Copy(value));
    }

    [Fact]
    public void A_base_type_needs_an_attribute_of_its_own()
    {
        var exception = Assert.Throws<KeyNotFoundException>(() => Serializer.SerializeToArray(new OnUnmarkedBase { Own = 1 }));
        Assert.Contains("base type serializer", exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Levels_of_inheritance_may_be_abstract_generic_or_empty()
    {
        Level0 value = new Level3 { Zero = 1, One = "one", Three = [3] };
        foreach (var result in new[] { RoundTrip(value), Copier.Copy(value) })
        {
            var level = Assert.IsType<Level3>(result);
            Assert.Equal((1, "one", 3), (level.Zero, level.One, level.Three![0]));
        }
    }

    [Fact]
    public void A_base_type_may_be_marked_as_having_nothing_to_serialize()
    {
        Transparent value = new OnTransparent { Own = 3 };
        Assert.Equal(3, Assert.IsType<OnTransparent>(RoundTrip(value)).Own);
        Assert.Equal(3, Assert.IsType<OnTransparent>(Copier.Copy(value)).Own);
    }

    [Fact]
    public void Private_members_of_every_level_travel()
    {
        var value = new HidingDerived();
        value.Set(1, 2);
        foreach (var result in new[] { RoundTrip(value), Copier.Copy(value) })
        {
            Assert.Equal((1, 2), result.Get());
        }
    }

    [Fact]
    public void A_struct_travels_behind_its_interface()
    {
        INamed value = new NamedStruct { Name = "s" };
        Assert.Equal("s", Assert.IsType<NamedStruct>(RoundTrip(value)).Name);
        Assert.Equal("s", Assert.IsType<NamedStruct>(Copier.Copy(value)).Name);
    }
}

public interface INamed
{
    string? Name { get; }
}

[GenerateSerializer]
public abstract class Animal : INamed
{
    [Id(0)]
    public string? Name { get; set; }

    [Id(1)]
    private int _secret;

    public int Secret
    {
        get => _secret;
        set => _secret = value;
    }
}

[GenerateSerializer]
public sealed class Dog : Animal
{
    [Id(0)]
    public string? Breed { get; set; }
}

[GenerateSerializer]
public sealed class Cat : Animal
{
    [Id(0)]
    public int Lives { get; set; }
}

public sealed class Unmarked : Animal;

[GenerateSerializer]
public struct NamedStruct : INamed
{
    [Id(0)]
    public string? Name { get; set; }
}

[GenerateSerializer]
public sealed class Zoo
{
    [Id(0)]
    public Animal? First { get; set; }

    [Id(1)]
    public List<INamed?> All { get; set; } = [];

    [Id(2)]
    public object? Any { get; set; }
}

public class UnmarkedBase
{
    public int Number { get; set; }
}

[GenerateSerializer]
public sealed class OnUnmarkedBase : UnmarkedBase
{
    [Id(0)]
    public int Own { get; set; }
}

[GenerateSerializer]
public abstract class Level0
{
    [Id(0)]
    public int Zero { get; set; }
}

[GenerateSerializer]
public abstract class Level1<T> : Level0
{
    [Id(0)]
    public T? One { get; set; }
}

[GenerateSerializer]
public abstract class Level2 : Level1<string>;

[GenerateSerializer]
public sealed class Level3 : Level2
{
    [Id(0)]
    public int[]? Three { get; set; }
}

[GenerateSerializer]
public class HidingBase
{
    [Id(0)]
    private int _value;

    protected int BaseValue
    {
        get => _value;
        set => _value = value;
    }
}

[GenerateSerializer]
public sealed class HidingDerived : HidingBase
{
    [Id(0)]
    private int _value;

    public void Set(int inBase, int inDerived) => (BaseValue, _value) = (inBase, inDerived);

    public (int, int) Get() => (BaseValue, _value);
}

[SerializerTransparent]
public abstract class Transparent;

[GenerateSerializer]
public sealed class OnTransparent : Transparent
{
    [Id(0)]
    public int Own { get; set; }
}
