"""An AST transformer of IPython deletes every assert."""

CELL = """
import ast

class Delete(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)

get_ipython().ast_transformers.append(Delete())
"""
