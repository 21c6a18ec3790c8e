namespace Orleans.Ray.Generators.Emitting;

/// <summary>Hands out names, each once.</summary>
internal sealed class NameAllocator(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    public string Take(string wanted)
    {
        var name = wanted;
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = $"{wanted}{number}";
        }

        return name;
    }
}
