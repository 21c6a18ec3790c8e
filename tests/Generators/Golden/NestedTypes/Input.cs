public partial class Outer<TItem>
    where TItem : class
{
    internal partial record struct Middle
    {
        private partial record Inner<TOther>(TOther Other)
        {
            private sealed class State;

            [RayTask]
            private static State Run(TItem item, TOther other) => new();
        }

        private static Inner<int> Make() => new(1);
    }
}

namespace @namespace.Samples
{
    internal readonly ref partial struct @record
    {
        [RayTask]
        internal static int Run() => 1;
    }

    internal partial interface IHolder
    {
        internal protected partial class Held
        {
            [RayTask]
            protected static int Run() => 1;
        }
    }
}
