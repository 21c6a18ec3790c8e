using Orleans.Ray.Objects;

namespace Orleans.Ray.Store;

/// <summary>Strings, as the UTF-16 that they are: copied in blocks both ways, and any string comes back, also one that is no valid text.</summary>
internal sealed class StringPlan : ElementsPlan<string, char>
{
    public override string Kind => StoredKinds.Text;

    public override bool IsView => false;

    protected override int CountOf(string value) => value.Length;

    protected override NDElements<char> ElementsOf(string value) => new(value, null);

    protected override string Copy(ReadOnlySpan<char> elements) => new(elements);
}
