using Orleans.Ray.Generators.Tests.Harness;

namespace Orleans.Ray.Generators.Tests;

/// <summary>What users write, and which overload of a stub the compiler takes for it.</summary>
public sealed class CallTests
{
    private const string Tasks = """
        public static partial class Tasks
        {
            [RayTask] public static int Add(int x, double y = 1) => x;
            [RayTask] public static string? Text(string? text) => text;
            [RayTask] public static int Sum(IEnumerable<int> items) => items.Sum();
            [RayTask] public static int Maybe(int start = 0, IReadOnlyList<int>? items = null) => start;
            [RayTask] public static int Both(IList<int> a, object b) => 1;
            [RayTask] public static string Show(object? value) => "";
            [RayTask] public static int Items(params int[] items) => items.Length;
            [RayTask] public static int Objects(params object?[] items) => items.Length;
            [RayTask] public static int Many(IList<int> a, IList<int> b, IList<int> c, object d) => 1;
            [RayTask] public static int Over(IEnumerable<int> items) => 1;
            [RayTask] public static int Over(int[] items) => 2;
            [RayTask] public static T Same<T>(T value) => value;
            [RayTask] public static int Length(ObjectRef<string> text) => 1;
            [RayTask] public static int Next(Counter.Handle counter) => 1;
            [RayTask] public static int Held(ActorHandle<Counter> counter) => 1;
            [RayTask] public static int Holds(Dictionary<string, ActorHandle<Counter>> counters) => 1;
            [RayTask] public static int Array(int[]? items) => 1;
            [RayTask] public static int Listed(List<string> items) => 1;
            [RayTask] public static int Number(int? number = 5) => 1;
            [RayTask] public static int Word(string? word = "x", bool isLoud = false) => 1;
            [RayTask] public static int Point(Point point) => 1;
            [RayTask] public static int Pair((int, string?) pair) => 1;
            [RayTask] public static int Mixed(string? text, int[] items, int? number = null) => 1;
            [RayTask] public static int Wide(int[] a, int[]? b, string? c, Point d, IEnumerable<int> e) => 1;
            [RayTask] public static int Generic<T>(List<T> items, T last) => 1;
            [RayTask] public static int Choice(string? text) => 1;
            [RayTask] public static int Choice(int number) => 2;
            [RayTask] public static int Choice(int[] numbers, bool isOn) => 3;
            [RayTask] public static int Length(ReadOnlyMemory<byte> bytes) => 1;
            [RayTask] public static int Size(Pixel pixel, decimal scale = 1) => 1;
            [RayTask] public static T First<T>(IReadOnlyList<T> items) => items[0];
            [RayTask] public static T Either<T>(T one, T other) => one;
            [RayTask] public static TResult Convert<TSource, TResult>(TSource value, Dictionary<TSource, TResult> table, string? label = null) where TSource : notnull => table[value];
            [RayTask] public static T Or<T>(int start, T value = default!) => value;
            [RayTask] public static T Pick<T>(T value, bool isOn) => value;
            [RayTask] public static int Pick(int value, bool isOn) => value;
            [RayTask] public static int Any(object value) => 1;
            [RayTask] public static int Any(int[] value) => 2;
        }

        public readonly record struct Pixel(int X, int Y);

        public sealed class Point
        {
            public int X { get; set; }
        }

        [RayActor] public sealed partial class Counter(IEnumerable<int> items, string name = "")
        {
            public int Increment(int by = 1) => by;
            public int Add(IEnumerable<int> more, CancellationToken token = default) => 1;
            public void Reset() { }
            public int Set(string? label, Point? point = null) => 1;
            public Task<string> NameAsync() => Task.FromResult(name);
            public IEnumerable<int> All() => items;
            public T Echo<T>(T value) => value;
        }

        [RayActor] public sealed partial class Passport
        {
            public int Id(int series = 1) => series;
        }
        """;

    [Theory]
    [InlineData("Tasks.Remote.Add(1)", "Arg<int>, Arg<double>, TaskOptions?")]
    [InlineData("Tasks.Remote.Add(number, 2)", "Arg<int>, Arg<double>, TaskOptions?")]
    [InlineData("Tasks.Remote.Add(y: 2.5, x: number, options: new() { NumCpus = 2 })", "Arg<int>, Arg<double>, TaskOptions?")]
    [InlineData("Tasks.Remote.Text(\"x\")", "string?, TaskOptions?")]
    [InlineData("Tasks.Remote.Text(default(string))", "string?, TaskOptions?")]
    [InlineData("Tasks.Remote.Length(text)", "ObjectRef<string>, TaskOptions?")]
    public void Values_and_references_convert_to_arguments(string call, string expected) => Verify(call, expected);

    [Theory]
    [InlineData("Tasks.Remote.Sum(list)", "IEnumerable<int>, TaskOptions?")]
    [InlineData("Tasks.Remote.Sum(sequence, new TaskOptions())", "IEnumerable<int>, TaskOptions?")]
    [InlineData("Tasks.Remote.Sum([1, 2, 3])", "IEnumerable<int>, TaskOptions?")]
    [InlineData("Tasks.Remote.Sum(sequenceRef)", "Arg<IEnumerable<int>>, TaskOptions?")]
    [InlineData("Tasks.Remote.Maybe()", "Arg<int>, IReadOnlyList<int>?, TaskOptions?")]
    [InlineData("Tasks.Remote.Maybe(items: list)", "Arg<int>, IReadOnlyList<int>?, TaskOptions?")]
    [InlineData("Tasks.Remote.Maybe(1, null)", "Arg<int>, IReadOnlyList<int>?, TaskOptions?")]
    [InlineData("Tasks.Remote.Show(number)", "Arg<object>, TaskOptions?")]
    [InlineData("Tasks.Remote.Show(5)", "Arg<object>, TaskOptions?")]
    [InlineData("Tasks.Remote.Show(sequence)", "object?, TaskOptions?")]
    [InlineData("Tasks.Remote.Show(objectRef)", "Arg<object>, TaskOptions?")]
    [InlineData("Tasks.Remote.Both(list, objectRef)", "IList<int>, Arg<object>, TaskOptions?")]
    [InlineData("Tasks.Remote.Both(list, sequence)", "IList<int>, object, TaskOptions?")]
    [InlineData("Tasks.Remote.Many(list, list, list, objectRef)", "IList<int>, IList<int>, IList<int>, Arg<object>, TaskOptions?")]
    [InlineData("Tasks.Remote.Many(list, list, list, sequence)", "IList<int>, IList<int>, IList<int>, object, TaskOptions?")]
    [InlineData("Tasks.Remote.Over((Arg<int[]>)new int[1])", "Arg<int[]>, TaskOptions?")]
    [InlineData("Tasks.Remote.Over(sequence)", "IEnumerable<int>, TaskOptions?")]
    public void Values_of_interface_types_have_overloads_and_references_stay_dependencies(string call, string expected) => Verify(call, expected);

    [Theory]
    [InlineData("Tasks.Remote.Text(null)", "string?, TaskOptions?")]
    [InlineData("Tasks.Remote.Text(word)", "Arg<string>, TaskOptions?")]
    [InlineData("Tasks.Remote.Text(text)", "Arg<string>, TaskOptions?")]
    [InlineData("Tasks.Remote.Array(null)", "int[]?, TaskOptions?")]
    [InlineData("Tasks.Remote.Array([1, 2])", "int[]?, TaskOptions?")]
    [InlineData("Tasks.Remote.Array([])", "int[]?, TaskOptions?")]
    [InlineData("Tasks.Remote.Array([.. list])", "int[]?, TaskOptions?")]
    [InlineData("Tasks.Remote.Array(new[] { 1 })", "int[]?, TaskOptions?")]
    [InlineData("Tasks.Remote.Array(maybeRef)", "Arg<int[]>, TaskOptions?")]
    [InlineData("Tasks.Remote.Array((Arg<int[]?>)maybeRef)", "Arg<int[]>, TaskOptions?")]
    [InlineData("Tasks.Remote.Array([1, 2], new() { NumCpus = 2 })", "int[]?, TaskOptions?")]
    [InlineData("Tasks.Remote.Array(list.Count > 0 ? [1] : null)", "int[]?, TaskOptions?")]
    [InlineData("Tasks.Remote.Listed([\"a\", \"b\"])", "List<string>, TaskOptions?")]
    [InlineData("Tasks.Remote.Number()", "int?, TaskOptions?")]
    [InlineData("Tasks.Remote.Number(null)", "int?, TaskOptions?")]
    [InlineData("Tasks.Remote.Number(3)", "int?, TaskOptions?")]
    [InlineData("Tasks.Remote.Word(null, true)", "string?, Arg<bool>, TaskOptions?")]
    [InlineData("Tasks.Remote.Word(isLoud: true)", "string?, Arg<bool>, TaskOptions?")]
    [InlineData("Tasks.Remote.Point(new())", "Point, TaskOptions?")]
    [InlineData("Tasks.Remote.Point(new() { X = 1 })", "Point, TaskOptions?")]
    [InlineData("Tasks.Remote.Pair((1, null))", "(int, string?), TaskOptions?")]
    [InlineData("Tasks.Remote.Mixed(null, [1])", "string?, int[], int?, TaskOptions?")]
    [InlineData("Tasks.Remote.Mixed(word, [1])", "Arg<string>, int[], int?, TaskOptions?")]
    [InlineData("Tasks.Remote.Mixed(null, arrayRef, 5)", "string?, Arg<int[]>, int?, TaskOptions?")]
    [InlineData("Tasks.Remote.Mixed(word, arrayRef, null)", "Arg<string>, Arg<int[]>, int?, TaskOptions?")]
    [InlineData("Tasks.Remote.Wide([1], null, null, new(), list)", "int[], int[]?, string?, Point, IEnumerable<int>, TaskOptions?")]
    [InlineData("Tasks.Remote.Wide([1], null, null, new(), sequenceRef)", "int[], int[]?, string?, Point, Arg<IEnumerable<int>>, TaskOptions?")]
    [InlineData("Tasks.Remote.Wide(arrayRef, new[] { 1 }, word, new Point(), sequence)", "Arg<int[]>, Arg<int[]>, Arg<string>, Arg<Point>, IEnumerable<int>, TaskOptions?")]
    [InlineData("Tasks.Remote.Generic<int>([1], number)", "List<int>, ObjectRef<int>, TaskOptions?")]
    [InlineData("Tasks.Remote.Length(new byte[4])", "ReadOnlyMemory<byte>, TaskOptions?")]
    [InlineData("Tasks.Remote.Size(new(1, 2))", "Pixel, Arg<decimal>, TaskOptions?")]
    [InlineData("Tasks.Remote.Choice(null)", "string?, TaskOptions?")]
    [InlineData("Tasks.Remote.Choice([1, 2], true)", "int[], bool, TaskOptions?")]
    [InlineData("Tasks.Remote.Choice(5)", "int, TaskOptions?")]
    [InlineData("Tasks.Remote.Choice(word)", "Arg<string>, TaskOptions?")]
    [InlineData("Tasks.Remote.Choice(number)", "Arg<int>, TaskOptions?")]
    [InlineData("Tasks.Remote.Any(objectRef)", "Arg<object>, TaskOptions?")]
    [InlineData("Tasks.Remote.Any(arrayRef)", "Arg<int[]>, TaskOptions?")]
    [InlineData("Tasks.Remote.Any(5)", "Arg<object>, TaskOptions?")]
    [InlineData("Counter.Remote.Create([1])", "IEnumerable<int>, Arg<string>, ActorOptions?")]
    [InlineData("counter.Set(null)", "string?, Point?, ActorCallOptions?")]
    [InlineData("counter.Set(word, new() { X = 2 })", "Arg<string>, Point?, ActorCallOptions?")]
    public void Null_collections_and_new_get_their_type_from_the_parameter(string call, string expected) => Verify(call, expected);

    [Theory]
    [InlineData("Tasks.Remote.Same(5)", "int, TaskOptions?")]
    [InlineData("Tasks.Remote.Same(number)", "ObjectRef<int>, TaskOptions?")]
    [InlineData("Tasks.Remote.Same<int>(5)", "int, TaskOptions?")]
    [InlineData("Tasks.Remote.Same<int>(number)", "ObjectRef<int>, TaskOptions?")]
    [InlineData("Tasks.Remote.Same(sequenceRef, new() { NumCpus = 2 })", "ObjectRef<IEnumerable<int>>, TaskOptions?")]
    [InlineData("Tasks.Remote.First(list)", "IReadOnlyList<int>, TaskOptions?")]
    [InlineData("Tasks.Remote.First([1, 2])", "IReadOnlyList<int>, TaskOptions?")]
    [InlineData("Tasks.Remote.First(listRef)", "ObjectRef<IReadOnlyList<int>>, TaskOptions?")]
    [InlineData("Tasks.Remote.Generic([1], 2)", "List<int>, int, TaskOptions?")]
    [InlineData("Tasks.Remote.Generic(list, number)", "List<int>, ObjectRef<int>, TaskOptions?")]
    [InlineData("Tasks.Remote.Either(number, 5)", "ObjectRef<int>, int, TaskOptions?")]
    [InlineData("Tasks.Remote.Either(number, number)", "ObjectRef<int>, ObjectRef<int>, TaskOptions?")]
    [InlineData("Tasks.Remote.Either(\"a\", \"b\")", "string, string, TaskOptions?")]
    [InlineData("Tasks.Remote.Convert(number, new Dictionary<int, string>())", "ObjectRef<int>, Dictionary<int, string>, string?, TaskOptions?")]
    [InlineData("Tasks.Remote.Convert(5, new Dictionary<int, string>(), word)", "int, Dictionary<int, string>, Arg<string>, TaskOptions?")]
    [InlineData("Tasks.Remote.Or<int>(1)", "Arg<int>, Arg<int>, TaskOptions?")]
    [InlineData("Tasks.Remote.Pick(5, true)", "int, bool, TaskOptions?")]
    [InlineData("Tasks.Remote.Pick(number, true)", "Arg<int>, Arg<bool>, TaskOptions?")]
    [InlineData("Tasks.Remote.Pick(\"x\", true)", "string, Arg<bool>, TaskOptions?")]
    [InlineData("Tasks.Remote.Pick(text, true)", "ObjectRef<string>, Arg<bool>, TaskOptions?")]
    [InlineData("counter.Echo(5)", "int, ActorCallOptions?")]
    [InlineData("counter.Echo(text)", "ObjectRef<string>, ActorCallOptions?")]
    public void Types_are_inferred_from_values_and_from_references(string call, string expected) => Verify(call, expected);

    [Theory]
    [InlineData("Tasks.Remote.Items(1, 2)", "params int[]")]
    [InlineData("Tasks.Remote.Items()", "params int[]")]
    [InlineData("Tasks.Remote.Items(new int[1])", "params int[]")]
    [InlineData("Tasks.Remote.Items(new int[1], new TaskOptions())", "Arg<int[]>, TaskOptions?")]
    [InlineData("Tasks.Remote.Items(arrayRef)", "Arg<int[]>, TaskOptions?")]
    [InlineData("Tasks.Remote.Objects(1, \"x\")", "params object?[]")]
    [InlineData("Tasks.Remote.Objects(objectsRef)", "Arg<object[]>, TaskOptions?")]
    public void Params_take_items_the_array_or_a_reference(string call, string expected) => Verify(call, expected);

    [Theory]
    [InlineData("Counter.Remote.Create(list)", "IEnumerable<int>, Arg<string>, ActorOptions?")]
    [InlineData("Counter.Remote.Create(sequenceRef, text, new() { Name = \"hits\" })", "Arg<IEnumerable<int>>, Arg<string>, ActorOptions?")]
    [InlineData("counter.Increment()", "Arg<int>, ActorCallOptions?")]
    [InlineData("counter.Increment(number)", "Arg<int>, ActorCallOptions?")]
    [InlineData("counter.Add(list)", "IEnumerable<int>, ActorCallOptions?")]
    [InlineData("counter.Add(counter.All())", "ActorCallOptions?")]
    [InlineData("counter.Add(sequenceRef)", "Arg<IEnumerable<int>>, ActorCallOptions?")]
    [InlineData("counter.NameAsync()", "ActorCallOptions?")]
    [InlineData("Tasks.Remote.Next(counter)", "Handle, TaskOptions?")]
    [InlineData("Tasks.Remote.Held(counter)", "ActorHandle<Counter>, TaskOptions?")]
    [InlineData("Tasks.Remote.Holds([])", "Dictionary<string, ActorHandle<Counter>>, TaskOptions?")]
    public void Actors_are_created_and_called(string call, string expected) => Verify(call, expected);

    [Fact]
    public void A_method_named_Id_comes_before_the_handle_s_property() => Generation.OfValid(Tasks, """
        internal static class Calls
        {
            internal static (ObjectRef<int>, ActorId) Call(Passport.Handle passport) => (passport.Id(), ((ActorHandle)passport).Id);
        }
        """);

    [Fact]
    public void Results_are_references_of_the_result_s_type() => Generation.OfValid(Tasks, """
        internal static class Calls
        {
            internal static async Task RunAsync(IRay ray)
            {
                ObjectRef<int> sum = Tasks.Remote.Add(Tasks.Remote.Add(1), 2);
                int value = await sum;
                ObjectRef<string?> text = Tasks.Remote.Text("x");
                await using Counter.Handle counter = Counter.Remote.Create([1]);
                Counter.Handle same = await Ray.GetActorAsync<Counter.Handle>("hits");
                ObjectRef<Unit> done = counter.Reset();
                await done;
                ObjectRef<string> name = same.NameAsync();
                await ray.KillAsync(same);
                Console.WriteLine($"{value} {await text} {await name} {counter.Id}");
            }
        }
        """);

    [Theory]
    [InlineData("Tasks.Remote.Add()", "CS7036")]
    [InlineData("Tasks.Remote.Add(1, 2, 3, 4)", "CS1501")]
    [InlineData("Tasks.Remote.Add(\"x\")", "CS1503")]
    [InlineData("Tasks.Remote.Add(text)", "CS1503")]
    [InlineData("Tasks.Remote.Add(z: 1)", "CS1739")]
    [InlineData("Tasks.Remote.Subtract(1)", "CS0117")]
    [InlineData("Counter.Remote.Create()", "CS1501")]
    [InlineData("Counter.Remote.Create(5)", "CS1503")]
    [InlineData("counter.Increment(1, 2, 3)", "CS1501")]
    [InlineData("counter.Increment(\"x\")", "CS1503")]
    [InlineData("counter.Decrement()", "CS1061")]
    public void B037_Wrong_arguments_and_missing_methods_are_errors_of_the_compiler_at_the_call(string call, string error)
    {
        var generation = Generation.Of(Tasks, $"internal static class Calls {{ internal static object Call(Counter.Handle counter, ObjectRef<string> text) => {call}; }}");

        Assert.Contains(error, Assert.Single(generation.CompilerMessages), StringComparison.Ordinal);
    }

    private static void Verify(string call, string expected)
    {
        var generation = Generation.OfValid(Tasks, $$"""
            internal static class Calls
            {
                internal static object Call(
                    List<int> list, IEnumerable<int> sequence, Counter.Handle counter, ObjectRef<int> number, ObjectRef<string> text, ObjectRef<string?> word,
                    ObjectRef<IEnumerable<int>> sequenceRef, ObjectRef<object> objectRef, ObjectRef<int[]> arrayRef, ObjectRef<int[]?> maybeRef, ObjectRef<object?[]> objectsRef, ObjectRef<IReadOnlyList<int>> listRef) => {{call}};
            }
            """);
        Assert.Equal(expected, generation.ChosenOverload());
    }
}
