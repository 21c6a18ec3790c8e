using System.Text;

namespace Orleans.Serialization.TypeSystem;

/// <summary>Reads one name of the form that <see cref="TypeNames"/> writes.</summary>
internal struct TypeNameParser(string name, int position, TypeResolver resolver)
{
    private const int MaxDepth = 32;
    private const int MaxTypes = 128;
    private const int MaxArguments = 32;
    private const int MaxRank = 32;

    private int _position = position;
    private int _types;

    public Type Parse()
    {
        var type = ParseType(0);
        return _position == name.Length ? type : throw Malformed();
    }

    private Type ParseType(int depth)
    {
        if (depth > MaxDepth || ++_types > MaxTypes)
        {
            throw Malformed();
        }

        var simpleName = ParseName();
        var arguments = new List<Type>();
        if (TryTake('<'))
        {
            do
            {
                arguments.Add(ParseType(depth + 1));
            }
            while (arguments.Count < MaxArguments && TryTake('|'));

            Take('>');
        }

        var type = resolver.Resolve(simpleName, [.. arguments]);
        for (var suffixes = 0; TryTake('['); suffixes++)
        {
            var rank = 1;
            while (TryTake(','))
            {
                rank++;
            }

            Take(']');
            if (rank > MaxRank || suffixes > MaxDepth)
            {
                throw Malformed();
            }

            type = TypeResolver.ArrayOf(type, rank) ?? throw Malformed();
        }

        return type;
    }

    private string ParseName()
    {
        var result = new StringBuilder();
        while (_position < name.Length && name[_position] is not ('<' or '>' or '|' or '[' or ']'))
        {
            if (name[_position] == '\\' && ++_position == name.Length)
            {
                throw Malformed();
            }

            result.Append(name[_position++]);
        }

        return result.Length == 0 ? throw Malformed() : result.ToString();
    }

    private bool TryTake(char expected)
    {
        if (_position == name.Length || name[_position] != expected)
        {
            return false;
        }

        _position++;
        return true;
    }

    private void Take(char expected)
    {
        if (!TryTake(expected))
        {
            throw Malformed();
        }
    }

    private readonly SerializerException Malformed() => new("The input holds a malformed type name.");
}
