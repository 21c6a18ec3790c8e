using System.Numerics;

namespace Samples;

public enum Color
{
    Red,
    Green,
}

[Flags]
public enum Sides : byte
{
    Left = 1,
    Right = 2,
}

public static partial class Shapes
{
    [RayTask]
    public static (int Sum, string? Text) Tuples((int A, long B)? pair, (string, List<(int X, int Y)>) nested) => default;

    [RayTask]
    public static int? Keywords(int @class, string @event = "\"quoted\"\n", char @char = '\'') => 1;

    [RayTask]
    public static int @switch(int options, int taskOptions, int descriptor, int Descriptor, int _, int _1, int switchTask) => 1;

    [RayTask]
    public static string Defaults(
        bool flag = true,
        double ratio = 0.5,
        double whole = -2,
        double limit = double.PositiveInfinity,
        float single = 1.5f,
        decimal amount = 1.10m,
        long big = long.MinValue,
        ulong bigger = ulong.MaxValue,
        byte small = 3,
        int? maybe = 5,
        byte? maybeSmall = 6,
        Color color = Color.Green,
        Color? maybeColor = Color.Red,
        Sides sides = Sides.Left | Sides.Right,
        string? text = null,
        DateTime time = default,
        Guid guid = default) => string.Empty;

    [RayTask]
    public static T Largest<T>(IReadOnlyCollection<T> items, T? fallback = default)
        where T : struct, IComparable<T> => items.Max();

    [RayTask]
    public static Dictionary<TKey, TValue> Build<TKey, TValue>(TKey key, TValue? value)
        where TKey : notnull, IEquatable<TKey>
        where TValue : class?, IDictionary<TKey, List<TValue>>, new() => [];

    [RayTask]
    public static T Sum<T>(T[] items)
        where T : unmanaged, INumber<T> => items[0];

    [RayTask]
    public static int Overloaded(int value) => value;

    [RayTask]
    public static string Overloaded(string value) => value;

    [RayTask]
    public static int OverloadedTask(int value) => value;

    [RayTask]
    public static int Twice(this int value) => 2 * value;

    [RayTask]
    public static dynamic Dynamic(List<dynamic> items, dynamic item) => item;

    [RayTask]
    [Obsolete("Use Overloaded.")]
    public static int Old() => 1;

    [RayTask]
    public static int[,][] Arrays(int[,][] items, string?[]? texts) => items;

    [RayTask]
    public static partial int InParts(int value);

    public static partial int InParts(int value) => value;
}
