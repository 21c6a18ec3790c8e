namespace Orleans.Conformance.Serialization;

public sealed class VersionToleranceTests : SerializerTest
{
    [Fact]
    public void A_new_reader_gives_missing_members_their_default()
    {
        var result = Reread<ShapeV1, ShapeV2>(new ShapeV1 { Name = "n", Size = 3 });
        Assert.Equal(("n", 3, null, 7), (result.Name, result.Size, result.Owner, result.WithInitializer));
    }

    [Fact]
    public void An_old_reader_skips_what_it_does_not_know()
    {
        var value = new ShapeV2
        {
            Name = "n", Size = 3, Owner = new Leaf { Number = 1 }, Tags = ["a", "b"], Weight = 2.5, Blob = [1, 2, 3], Corner = new Point(1, 2), WithInitializer = 9,
            Nested = new Node { Name = "deep", Next = new Node { Name = "deeper" } }, Last = "last",
        };
        var result = Reread<ShapeV2, ShapeV1>(value);
        Assert.Equal(("n", 3, "last"), (result.Name, result.Size, result.Last));
    }

    [Fact]
    public void A_reference_into_a_skipped_member_is_followed()
    {
        var shared = new Leaf { Number = 42, Name = "shared" };
        var result = Reread<LinksV2, LinksV1>(new LinksV2 { New = shared, NewList = [shared, new Leaf { Number = 43 }], Old = shared, OldOther = null });
        Assert.Equal((42, "shared"), (result.Old!.Number, result.Old.Name));
    }

    [Fact]
    public void References_behind_a_skipped_member_stay_right()
    {
        var shared = new Leaf { Number = 42 };
        var value = new LinksV2 { New = new Leaf { Number = 1 }, NewList = [new Leaf(), new Leaf()], Old = shared, OldOther = shared };
        var result = Reread<LinksV2, LinksV1>(value);
        Assert.Equal(42, result.Old!.Number);
        Assert.Same(result.Old, result.OldOther);
    }

    [Fact]
    public void Types_named_in_a_skipped_member_are_known_behind_it()
    {
        var result = Reread<AnythingV2, AnythingV1>(new AnythingV2 { New = new Leaf { Number = 1 }, Old = new Leaf { Number = 2 } });
        Assert.Equal(2, Assert.IsType<Leaf>(result.Old).Number);
    }

    [Fact]
    public void A_number_may_become_wider()
    {
        Assert.Equal(-5, Reread<NarrowNumbers, WideNumbers>(new NarrowNumbers { Signed = -5, Unsigned = 7 }).Signed);
        Assert.Equal(7u, Reread<NarrowNumbers, WideNumbers>(new NarrowNumbers { Signed = -5, Unsigned = 7 }).Unsigned);
    }
}

[GenerateSerializer]
public sealed class ShapeV1
{
    [Id(0)]
    public string? Name { get; set; }

    [Id(1)]
    public int Size { get; set; }

    [Id(20)]
    public string? Last { get; set; }
}

[GenerateSerializer]
public sealed class ShapeV2
{
    [Id(0)]
    public string? Name { get; set; }

    [Id(1)]
    public int Size { get; set; }

    [Id(2)]
    public Leaf? Owner { get; set; }

    [Id(3)]
    public List<string>? Tags { get; set; }

    [Id(4)]
    public double Weight { get; set; }

    [Id(5)]
    public byte[]? Blob { get; set; }

    [Id(6)]
    public Point Corner { get; set; }

    [Id(7)]
    public int WithInitializer { get; set; } = 7;

    [Id(8)]
    public Node? Nested { get; set; }

    [Id(20)]
    public string? Last { get; set; }
}

[GenerateSerializer]
public sealed class LinksV1
{
    [Id(2)]
    public Leaf? Old { get; set; }

    [Id(3)]
    public Leaf? OldOther { get; set; }
}

[GenerateSerializer]
public sealed class LinksV2
{
    [Id(0)]
    public Leaf? New { get; set; }

    [Id(1)]
    public List<Leaf>? NewList { get; set; }

    [Id(2)]
    public Leaf? Old { get; set; }

    [Id(3)]
    public Leaf? OldOther { get; set; }
}

[GenerateSerializer]
public sealed class AnythingV1
{
    [Id(1)]
    public object? Old { get; set; }
}

[GenerateSerializer]
public sealed class AnythingV2
{
    [Id(0)]
    public object? New { get; set; }

    [Id(1)]
    public object? Old { get; set; }
}

[GenerateSerializer]
public sealed class NarrowNumbers
{
    [Id(0)]
    public int Signed { get; set; }

    [Id(1)]
    public ushort Unsigned { get; set; }
}

[GenerateSerializer]
public sealed class WideNumbers
{
    [Id(0)]
    public long Signed { get; set; }

    [Id(1)]
    public uint Unsigned { get; set; }
}
