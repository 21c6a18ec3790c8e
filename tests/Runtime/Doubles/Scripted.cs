using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>A streaming task that does what its script says.</summary>
internal static partial class Scripted
{
    [RayTask]
    public static async IAsyncEnumerable<int> Follow(string script, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = Script.Find(script);
        try
        {
            for (var i = 0; ; i++)
            {
                switch (await found.NextAsync(cancellationToken))
                {
                    case ScriptCommand.Fail:
                        throw new InvalidOperationException($"failed at {i}");
                    case ScriptCommand.End:
                        yield break;
                    default:
                        yield return i;
                        break;
                }
            }
        }
        finally
        {
            found.Leave();
        }
    }
}
