namespace Orleans.Conformance.Serialization;

public sealed class RecordTests : SerializerTest
{
    [Fact]
    public void Parameters_of_a_record_travel_by_themselves()
    {
        var value = new Person("Ann", 30) { Note = "hello" };
        Assert.Equal(value, RoundTrip(value));
        Assert.Equal(value, Copier.Copy(value));
        Assert.NotSame(value, Copier.Copy(value));
    }

    [Fact]
    public void Record_structs_travel()
    {
        var value = new Pair(1, "a");
        Assert.Equal(value, RoundTrip(value));
        Assert.Equal(value, Copier.Copy(value));
        Assert.Equal(new ReadOnlyPair(2, "b"), RoundTrip(new ReadOnlyPair(2, "b")));
    }

    [Fact]
    public void Derived_records_travel()
    {
        Person value = new Employee("Bob", 40, "Ink") { Note = "n" };
        Assert.Equal(value, RoundTrip(value));
        Assert.Equal(value, Copier.Copy(value));
    }

    [Fact]
    public void Generic_records_travel()
    {
        var value = new Box<Person>(new Person("Ann", 30), [1, 2]);
        Assert.Equal(value.Content, RoundTrip(value).Content);
        Assert.Equal(value.Numbers, RoundTrip<object>(value) is Box<Person> box ? box.Numbers : []);
    }

    [Fact]
    public void Parameters_of_a_class_travel_on_request()
    {
        var value = new WithParameters(7, "x");
        Assert.Equal("7x", RoundTrip(value).Text);
        Assert.Equal("7x", Copier.Copy(value).Text);
    }
}

[GenerateSerializer]
public record Person(string Name, int Age)
{
    [Id(0)]
    public string? Note { get; set; }
}

[GenerateSerializer]
public sealed record Employee(string Name, int Age, string Company) : Person(Name, Age);

[GenerateSerializer]
public record struct Pair(int Number, string Text);

[GenerateSerializer]
public readonly record struct ReadOnlyPair(int Number, string Text);

[GenerateSerializer]
public sealed record Box<T>(T Content, int[] Numbers);

[GenerateSerializer(IncludePrimaryConstructorParameters = true)]
public sealed class WithParameters(int number, string text)
{
    public string Text => number + text;
}
