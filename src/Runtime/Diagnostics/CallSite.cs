using System.Diagnostics;

namespace Orleans.Ray.Diagnostics;

/// <summary>The line of the program that called into Ray.</summary>
internal static class CallSite
{
    /// <summary>The first method on the stack that is not Ray's own: its name, and its file and line where the program has symbols.</summary>
    public static string OfCaller()
    {
        foreach (var frame in new StackTrace(1, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is { DeclaringType: { } type } method && type.Assembly != typeof(CallSite).Assembly)
            {
                var place = $"{type.FullName}.{method.Name}";
                return frame.GetFileName() is { } file ? $"{place} in {file}:line {frame.GetFileLineNumber()}" : place;
            }
        }

        return "unknown";
    }
}
