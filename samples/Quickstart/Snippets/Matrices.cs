namespace Quickstart.Snippets;

/// <summary>A static method with [RayTask] becomes a task. Calling its stub submits it; references are its dependencies.</summary>
internal static partial class Matrices
{
    [RayTask]
    public static NDArray<double> Zeros(int rows, int columns) => NDArray.Zeros<double>(rows, columns);

    [RayTask]
    public static NDArray<double> Multiply(NDArray<double> x, NDArray<double> y) => NDArray.MatMul(x, y);

    public static Snippet<NDArray<double>> ZerosAndMultiply { get; } = new("Tasks: create and multiply matrices", async () =>
    {
        ObjectRef<NDArray<double>> x = Matrices.Remote.Zeros(100, 100);
        ObjectRef<NDArray<double>> y = Matrices.Remote.Zeros(100, 100);
        ObjectRef<NDArray<double>> z = Matrices.Remote.Multiply(x, y);
        return await z;
    });
}
